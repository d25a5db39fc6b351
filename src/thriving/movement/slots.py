"""Places on the page of an affiliate that higher packages fill: what it can, offers and wants to learn."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from thriving.kernel.registry import Registry
from thriving.movement.models import Affiliate

Filler = Callable[[HttpRequest, Affiliate], str]  # gives safe HTML, a section with its heading, or nothing

fillers = Registry[Filler]("filler of an affiliate's page")


def filled(request: HttpRequest, affiliate: Affiliate) -> SafeString:
    parts = (fill(request, affiliate) for fill in fillers.values())
    return mark_safe("".join(parts))  # noqa: S308 -- each filler promises safe HTML
