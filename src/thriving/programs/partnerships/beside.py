"""Partnerships on the pages of the affiliates with which they are; and sections of other packages on ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_noop

from thriving.kernel.registry import Registry
from thriving.kernel.words import in_every_language
from thriving.movement import traces
from thriving.movement.traces import Trace
from thriving.programs.partnerships import moments as moments
from thriving.programs.partnerships.models import Partner
from thriving.programs.partnerships.queries import partnerships_for

Filler = Callable[[HttpRequest, Partner], str]  # gives safe HTML, or nothing

fillers: Registry[Filler] = Registry("section of a partner's page")
_TITLE = gettext_noop("Partnerships")


def sections(request: HttpRequest, partner: Partner) -> SafeString:
    return mark_safe("".join(fill(request, partner) for fill in fillers.values()))  # noqa: S308 -- each filler promises safe HTML


def of_an_affiliate(reader: Any, sort: str, key: str) -> Iterator[Trace]:
    if sort != "affiliate":
        return
    if found := partnerships_for(reader).filter(partner__affiliate__key=key).count():
        address = f"{reverse('partnerships:partnerships')}?affiliate={key}"
        yield Trace(in_every_language(_TITLE), found, address)


traces.tellers.add("partnerships", of_an_affiliate)
