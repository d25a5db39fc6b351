"""What is told long after its day: readers see when, for a day that is past can be written by anybody."""

from __future__ import annotations

from datetime import date, timedelta

MOST = timedelta(days=30)  # until work is written down: a month's books are closed by then


def told_late(day: date, told_on: date | None) -> date | None:
    """On which day it was told, where that is so much later than the day that it tells of."""
    return told_on if told_on and told_on - day > MOST else None
