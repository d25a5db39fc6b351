"""Places above every page that higher packages may fill: the demo's bar, a warning that the worker is late."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

Filler = Callable[[HttpRequest], str]  # gives safe HTML, or nothing

_above: dict[str, Filler] = {}


def add(name: str, filler: Filler) -> None:
    if name in _above:
        raise ValueError(f"{name} fills its place already")
    _above[name] = filler


def above(request: HttpRequest) -> SafeString:
    parts = (_above[name](request) for name in sorted(_above))
    return mark_safe("".join(parts))  # noqa: S308 -- each filler promises safe HTML
