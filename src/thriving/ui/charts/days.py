"""Which days an axis names."""

from __future__ import annotations

from datetime import date

_MOST = 5  # labels; more would touch each other on a phone
_MONTHS_APART = (1, 2, 3, 6)
_YEARS_APART = (1, 2, 5, 10, 25, 50, 100, 250)
_LONG = _MOST * _MONTHS_APART[-1]  # months; beyond these, years are named


def day_ticks(first: date, last: date) -> list[date]:
    """First days of months at round distances, or of years, between ``first`` and ``last``; at most five."""
    start, end = _month(first), _month(last)
    if end - start < _LONG:
        return _fewest(start, end, _MONTHS_APART)
    return _fewest(start, end, tuple(12 * years for years in _YEARS_APART))


def names_years(first: date, last: date) -> bool:
    return _month(last) - _month(first) >= _LONG


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _fewest(start: int, end: int, steps: tuple[int, ...]) -> list[date]:
    for step in steps:
        places = range(-(-start // step) * step, end + 1, step)
        if len(places) <= _MOST:
            return [date(place // 12, place % 12 + 1, 1) for place in places]
    raise ValueError("a chart cannot show more than a thousand years")
