"""The writing circle of Tamale meets on every other Saturday: a series of events, and who comes to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_noop as _

from thriving.web.sample.deeds import OfSaturday

INITIATIVE = "tamale-writing-circle"
TITLE = _("Saturday of the writing circle")
TEXT = _("Write the first articles in your own language, together with people who did so a year ago.")
PLANNED = date(2020, 1, 27)
FIRST = date(2020, 2, 22)
SATURDAYS = tuple(FIRST + timedelta(weeks=2 * number) for number in range(6))
PLACES = 20
ANNOUNCED, OPENED, REPORTED = timedelta(days=-14), timedelta(days=-3), timedelta(days=6)
PATTERN = "one-page-that-is-used"  # what its reports lead to


@dataclass(frozen=True)
class Met:
    """How many of the circle came, the same ones first, so that everybody counts once."""

    signed_up: int
    listed: int


CAME = (Met(4, 7), Met(3, 9), Met(3, 10), Met(2, 12), Met(4, 12), Met(3, 14))
MET = dict(zip(SATURDAYS, CAME, strict=True))


def deeds() -> tuple[OfSaturday, ...]:
    return (OfSaturday(PLANNED, FIRST, "plan"), *(deed for day in SATURDAYS for deed in _steps(day)))


def _steps(day: date) -> Iterator[OfSaturday]:
    yield OfSaturday(day + ANNOUNCED, day, "announce")
    yield OfSaturday(day + OPENED, day, "register")
    yield OfSaturday(day, day, "hold")
    yield OfSaturday(day + REPORTED, day, "report")
