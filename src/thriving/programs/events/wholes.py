"""Larger sums, told elsewhere, of which those of events are parts: less such a part they must be of many."""

from __future__ import annotations

from collections.abc import Callable

from thriving.kernel.registry import Registry
from thriving.programs.events.models import Event

wholes = Registry[Callable[[Event], bool]]("what an event's sum would complete")


def would_show_few(event: Event) -> bool:
    """If its sum were told of all who are counted there."""
    return any(each(event) for each in wholes.values())
