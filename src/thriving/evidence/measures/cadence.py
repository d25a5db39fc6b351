"""How often something about people may be told, and which periods that makes."""

from __future__ import annotations

from datetime import date, timedelta

WEEKLY, MONTHLY, QUARTERLY, YEARLY = "weekly", "monthly", "quarterly", "yearly"
FASTEST_FIRST = (WEEKLY, MONTHLY, QUARTERLY, YEARLY)
DAY = timedelta(days=1)
_MONTHS = {MONTHLY: 1, QUARTERLY: 3, YEARLY: 12}


def slower(*cadences: str) -> str:
    """The slowest of them; an empty one asks for nothing."""
    return max((each for each in cadences if each), key=FASTEST_FIRST.index)


def is_faster(one: str, other: str) -> bool:
    return bool(one and other) and FASTEST_FIRST.index(one) < FASTEST_FIRST.index(other)


def first_day(cadence: str, day: date) -> date:
    """Of the period in which ``day`` lies."""
    if cadence == WEEKLY:
        return day - DAY * day.weekday()
    months = _MONTHS[cadence]
    return day.replace(month=months * ((day.month - 1) // months) + 1, day=1)


def last_end(cadence: str, today: date) -> date:
    """The last day of the newest period that is over."""
    return first_day(cadence, today) - DAY


def same_period(cadence: str, one: date, other: date) -> bool:
    return first_day(cadence, one) == first_day(cadence, other)
