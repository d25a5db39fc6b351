"""The days at which a curve is read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

Step = Literal["week", "month"]
WEEK = timedelta(days=7)
DAY = timedelta(days=1)


def days(step: Step, first: date, last: date) -> list[date]:
    """Whole weeks back from ``last``, or the ends of months and ``last``; none before ``first``."""
    back = _weeks(first, last) if step == "week" else _month_ends(first, last)
    return [last, *back][::-1]


def month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - DAY


def _weeks(first: date, last: date) -> Iterator[date]:
    day = last - WEEK
    while day >= first:
        yield day
        day -= WEEK


def _month_ends(first: date, last: date) -> Iterator[date]:
    day = last.replace(day=1) - DAY
    while day >= first:
        yield day
        day = day.replace(day=1) - DAY
