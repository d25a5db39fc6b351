"""Who else still counts with the user names of an event: until then they are not deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from thriving.kernel.registry import Registry
from thriving.programs.events.models import Event

waits = Registry[Callable[[Event], datetime | None]]("who waits for user names")


def until(event: Event) -> datetime | None:
    """The last of the moments; None where nobody waits."""
    return max(filter(None, (each(event) for each in waits.values())), default=None)
