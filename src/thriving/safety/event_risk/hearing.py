"""What becomes of an event changes what is told of its register, and what everybody may know of it."""

from __future__ import annotations

from typing import Any

from thriving.programs.events.hearers import News, hearers
from thriving.programs.events.models import Event
from thriving.safety.event_risk import facts

_UNTOLD = frozenset({News.UNMEASURED, News.REPORTED, News.HELD})


def hear(event: Event, news: News, by: Any) -> None:
    if news not in _UNTOLD and event.risk_stakeholders.exists():
        facts.tell(event, by=by)


hearers.add("risk registers", hear)
