"""What the page of an event's risks shows: each topic brings a part, with its context."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from thriving.kernel.registry import Registry
from thriving.programs.events.models import Event

Fill = Callable[[HttpRequest, Event], dict[str, Any]]


@dataclass(frozen=True)
class Part:
    """``fill`` gives the context of ``event_risk/_<name>.html``; empty: nothing for this reader."""

    name: str
    fill: Fill
    order: int

    @property
    def template(self) -> str:
        return f"event_risk/_{self.name}.html"


shown = Registry[Part]("part of the page of an event's risks")


def add(name: str, fill: Fill, *, order: int) -> None:
    shown.add(name, Part(name, fill, order))


def filled(request: HttpRequest, event: Event) -> list[tuple[str, dict[str, Any]]]:
    """Templates with their contexts, in order; a part without anything for the reader is left out."""
    parts = sorted(shown.values(), key=lambda part: part.order)
    told = ((part.template, part.fill(request, event)) for part in parts)
    return [(template, context) for template, context in told if context]
