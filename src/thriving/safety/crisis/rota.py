"""Who is on call when, and when nobody is: times laid over each other, without a record or a database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Turn:
    """Somebody is on call from ``begins`` until before ``ends``. An override goes before ordinary turns."""

    who: int
    begins: datetime
    ends: datetime
    override: bool

    def holds(self, moment: datetime) -> bool:
        return self.begins <= moment < self.ends


@dataclass(frozen=True)
class Gap:
    begins: datetime
    ends: datetime


def on_call(turns: Iterable[Turn], moment: datetime) -> int | None:
    """Who answers then: of overrides the one that began last, else of ordinary turns."""
    standing = [each for each in turns if each.holds(moment)]
    last = max(standing, key=lambda each: (each.override, each.begins), default=None)
    return last.who if last else None


def gaps(turns: Iterable[Turn], begins: datetime, ends: datetime) -> list[Gap]:
    """When nobody is on call between two moments, the first gap first."""
    found, covered = [], begins
    for turn in sorted(turns, key=lambda each: each.begins):
        if turn.begins > covered and covered < ends:
            found.append(Gap(covered, min(turn.begins, ends)))
        covered = max(covered, turn.ends)
    return [*found, Gap(covered, ends)] if covered < ends else found


def covered_until(turns: Sequence[Turn], begins: datetime) -> datetime:
    """Until when somebody is on call without a gap from ``begins`` on; ``begins`` itself if nobody is."""
    covered = begins
    for turn in sorted(turns, key=lambda each: each.begins):
        if turn.begins > covered:
            break
        covered = max(covered, turn.ends)
    return covered
