"""`{% load milestones %}`: a milestone on the page of another package."""

from __future__ import annotations

from django.template import Context, Library
from django.utils.safestring import SafeString

from thriving.programs.milestones.showing import embedded

register = Library()


@register.simple_tag(takes_context=True)
def milestone(context: Context, key: str) -> SafeString:
    """``{% milestone "youth-advisory-council" %}``: its steps, what is next, and the way to its page."""
    return embedded(context["request"], key)
