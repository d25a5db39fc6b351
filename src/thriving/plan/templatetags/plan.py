"""`{% load plan %}`: addresses that keep a page's two dates, and counts in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template import Context, Library
from django.urls import reverse

from thriving.evidence import addresses
from thriving.plan import phrases
from thriving.plan.states import Status

register = Library()


@register.simple_tag(takes_context=True)
def address_of(context: Context, name: str, *parts: str) -> str:
    """The address of a page of this plan, asking for the same two dates."""
    return reverse(f"plan:{name}", args=[context["plan"].key, *parts]) + context["dates"].query()


@register.simple_tag(takes_context=True)
def records_behind(context: Context, requirement: Any) -> str:
    dates = context["dates"]
    return addresses.evidence_url(requirement.asked, on=dates.happened_by, known=dates.known)


@register.simple_tag
def how_counted(requirement: Any) -> str:
    return addresses.measure_url(requirement.asked.version)


@register.filter
def in_counts(by_status: Mapping[Status, int]) -> str:
    return phrases.counts(by_status)


@register.filter
def as_sentence(by_status: Mapping[Status, int]) -> str:
    return phrases.counts_of_key_results(by_status)
