"""Places on the page of a round that higher packages fill: how to apply, what was handed in, who decides."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from thriving.grants.funds.models import Round
from thriving.kernel.registry import Registry

Filler = Callable[[HttpRequest, Round], str]  # gives safe HTML, or nothing

fillers: Registry[Filler] = Registry("section of the page of a round of grants")


def sections(request: HttpRequest, one: Round) -> SafeString:
    return mark_safe("".join(fill(request, one) for fill in fillers.values()))  # noqa: S308 -- each filler promises safe HTML
