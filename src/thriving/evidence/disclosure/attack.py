"""What an attacker makes of what is published: between which numbers each hidden cell must lie.

The attacker knows every shown number, the scheme of every table, the exact totals, earlier releases and how
many people came and went in between, and that nobody counts fewer than nobody; but not which hidden cells
are the small ones. Nothing here looks at a true count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from thriving.evidence.disclosure.bounds import Bounds, bounds, by_name
from thriving.evidence.disclosure.dimensions import Dimension
from thriving.evidence.disclosure.knowledge import knowledge
from thriving.evidence.disclosure.releases import Release, Unknown
from thriving.evidence.disclosure.rules import Need


class Interval(NamedTuple):
    low: float
    high: float

    @property
    def solved(self) -> bool:
        return self.low == self.high


class Why(StrEnum):
    SOLVED = "solved"
    NARROW = "narrow"  # the rules ask for more doubt


class Breach(NamedTuple):
    at: Unknown
    interval: Interval
    why: Why


def intervals(releases: Sequence[Release], *, linking: Sequence[Dimension] = ()) -> dict[Unknown, Interval]:
    """The least and the most that each hidden cell may hold, as far as anybody can tell."""
    known = knowledge(releases, linking)
    found = bounds(known)
    return {at: Interval(found.least(at), found.most(at)) for at in sorted(known.hidden, key=by_name)}


def audit(
    releases: Sequence[Release], needs: Mapping[Unknown, Need], *, linking: Sequence[Dimension] = ()
) -> list[Breach]:
    """Each hidden cell that can be computed, and each of ``needs`` of which too much can be known."""
    known = knowledge(releases, linking)
    found = bounds(known)
    asked = {at: needs.get(at) for at in sorted(known.hidden, key=by_name)}
    return list(_breaches(found, asked)) + list(_open(known.shown, needs))


def _breaches(found: Bounds, asked: Mapping[Unknown, Need | None]) -> Iterator[Breach]:
    for at, need in asked.items():
        if (need and not found.reaches(at, need.low, need.high)) or (not need and found.solved(at)):
            yield _breach(found, at)


def _breach(found: Bounds, at: Unknown) -> Breach:
    interval = Interval(found.least(at), found.most(at))
    return Breach(at, interval, Why.SOLVED if interval.solved else Why.NARROW)


def _open(shown: Mapping[Unknown, int], needs: Iterable[Unknown]) -> Iterator[Breach]:
    """What ought to be hidden and stands there, in another table or another release."""
    for at in needs:
        if at in shown:
            yield Breach(at, Interval(shown[at], shown[at]), Why.SOLVED)
