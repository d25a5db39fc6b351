"""Places on the page of an initiative that higher packages fill: its events, its questions, its campaigns."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from thriving.kernel.registry import Registry
from thriving.programs.initiatives.models import Initiative

Filler = Callable[[HttpRequest, Initiative], str]  # gives safe HTML, a section with its heading, or nothing

fillers = Registry[Filler]("filler of an initiative's page")


def filled(request: HttpRequest, initiative: Initiative) -> SafeString:
    parts = (fill(request, initiative) for fill in fillers.values())
    return mark_safe("".join(parts))  # noqa: S308 -- each filler promises safe HTML
