"""How many of each there are, and in what they stand: in the same proportions, however many."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from thriving.kernel import clock

IN_A_ROUND = 100  # proposals
MEMBERS = 6  # of each committee
AT_ONCE = 2_000
# Of twenty proposals: one each.
STATES = (
    *("draft", "withdrawn", "ineligible"),
    *("submitted", "submitted", "submitted", "screening", "info_requested"),
    *("in_review", "in_review", "deliberation", "deliberation"),
    *("declined", "deferred"),
    *("approved", "approved", "approved", "approved", "approved", "approved_conditional"),
)
REVIEWED = {"in_review": 3, "deliberation": 3} | dict.fromkeys(
    ("declined", "deferred", "approved", "approved_conditional"), MEMBERS
)
UNAGREED, UNSIGNED = 14, 15  # granted: no agreement yet, and one that both sides have before them
GRANTED = range(UNSIGNED, len(STATES))  # with an agreement


class Size(NamedTuple):
    """Each page of a list can be filled with ``FEW``: a page shows fifty."""

    proposals: int
    events: int
    crises: int

    @property
    def rounds(self) -> int:
        return -(-self.proposals // IN_A_ROUND)


FEW, MANY = Size(200, 200, 200), Size(20_000, 5_000, 2_000)


def state_of(number: int) -> str:
    return STATES[number % len(STATES)]


def portions(first: int, end: int) -> Iterator[range]:
    for start in range(first, end, AT_ONCE):
        yield range(start, min(start + AT_ONCE, end))


def days(count: int) -> timedelta:
    return timedelta(days=count)


def noon(ago: int) -> datetime:
    return datetime.combine(clock.today() - days(ago), time(12), UTC)
