"""Places on every page that higher packages may fill.

Above the page: the demo's bar, the warning of a late worker. In the header: who is signed in. Where a search
ends: whom one can ask when nothing found is it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from thriving.kernel.registry import Registry

Filler = Callable[[HttpRequest], str]  # gives safe HTML, or nothing
Place = Literal["above", "account", "footer", "searched"]

fillers: dict[Place, Registry[Filler]] = {
    "above": Registry("filler above the page"),
    "account": Registry("filler of the header"),
    "footer": Registry("filler of the footer"),
    "searched": Registry("way on from what was found"),
}


def add(name: str, filler: Filler, place: Place = "above") -> None:
    fillers[place].add(name, filler)


def filled(place: Place, request: HttpRequest) -> SafeString:
    parts = (filler(request) for filler in fillers[place].values())
    return mark_safe("".join(parts))  # noqa: S308 -- each filler promises safe HTML
