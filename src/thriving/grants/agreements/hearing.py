"""What becomes of an event is heard here, so that none that was paid for is forgotten."""

from __future__ import annotations

from typing import Any

from thriving.grants.agreements.actions import remember_events
from thriving.grants.agreements.queries import paying_for
from thriving.programs.events.hearers import News, hearers
from thriving.programs.events.models import Event

_CHANGES_NOTHING = frozenset({News.UNMEASURED, News.REPORTED, News.HELD})


def hear(event: Event, news: News, _by: Any) -> None:
    """It was announced, or belongs to something else now: by the end of it, all that pays for it says so."""
    if news not in _CHANGES_NOTHING:
        for agreement in paying_for(event):
            remember_events(agreement)


hearers.add("grant agreements", hear)
