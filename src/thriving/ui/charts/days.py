"""Which days an axis names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

_MOST = 5  # labels; more would touch each other on a phone
_MONTHS_APART = (1, 2, 3, 6)
_YEARS_APART = (1, 2, 5, 10, 25, 50, 100, 250, 1000)
_YEAR = 12  # months
_LONG = _MOST * _MONTHS_APART[-1]  # months; beyond these, years are named


def day_ticks(days: Sequence[date]) -> list[date]:
    """At most five of ``days``, each the first of a month, or of a year, at round distances.

    A figure for July may be dated its first day or its last: the label stands where the figure is.
    """
    months = [_month(day) for day in days]
    if not names_years(days):
        return _first_of_each(days, months, _fewest(months, _MONTHS_APART))
    years = [month // _YEAR for month in months]
    return _first_of_each(days, years, _fewest(years, _YEARS_APART))


def names_years(days: Sequence[date]) -> bool:
    return bool(days) and _month(days[-1]) - _month(days[0]) >= _LONG


def _month(day: date) -> int:
    return day.year * _YEAR + day.month - 1


def _fewest(periods: Sequence[int], steps: tuple[int, ...]) -> list[int]:
    """Every so manieth of the ``periods``, as often as fits."""
    for step in steps:
        named = [period for period in dict.fromkeys(periods) if period % step == 0]
        if len(named) <= _MOST:
            return named
    return []


def _first_of_each(days: Sequence[date], periods: Sequence[int], named: Iterable[int]) -> list[date]:
    return [days[periods.index(period)] for period in named]
