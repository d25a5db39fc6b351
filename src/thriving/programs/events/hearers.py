"""Who must hear, in the same transaction, that something became of an event: campaigns, registrations."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from thriving.kernel.registry import Registry
from thriving.programs.events.models import Event


class News(StrEnum):
    PUBLISHED = "published"
    MOVED = "moved"  # it has other times, or another place or way to meet: who comes must know
    CANCELED = "canceled"  # before it was held
    HELD = "held"
    TAKEN_BACK = "taken_back"  # it was told as held, and was not
    REPORTED = "reported"
    RENAMED = "renamed"  # words, marks or to what it belongs: what is told of it elsewhere may change
    UNMEASURED = "unmeasured"  # somebody took back that their edits are counted: sums with them are dropped


Hearer = Callable[[Event, News, Any], None]  # the event, what became of it, and by whom

hearers = Registry[Hearer]("hearer of events")


def tell(event: Event, news: News, by: Any) -> None:
    for hear in hearers.values():
        hear(event, news, by)
