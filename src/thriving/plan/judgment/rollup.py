"""Many statuses as one line: how many of each, and the most pressing one. Never an average."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from thriving.plan.states import Status

ORDER = tuple(Status)
PRESSING = {status: place for place, status in enumerate(ORDER)}
LISTED = (
    Status.MET,
    Status.ON_TRACK,
    Status.AT_RISK,
    Status.LATE,
    Status.OFF_TRACK,
    Status.MISSED,
    Status.NO_RECENT_DATA,
    Status.NO_CASE_YET,
    Status.TOO_EARLY,
    Status.NOT_STARTED,
)


def weakest(statuses: Sequence[Status]) -> Status:
    """The most pressing one; what had no case yet weighs less than anything that is under way."""
    return min(statuses, key=PRESSING.__getitem__)


def counts(statuses: Iterable[Status]) -> dict[Status, int]:
    """How many of each, in the order in which they are read out, without those that do not occur."""
    found = Counter(statuses)
    return {status: found[status] for status in LISTED if found[status]}
