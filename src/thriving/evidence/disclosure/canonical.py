"""An order of places that depends on what is counted there, not on how categories are called or listed."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from thriving.evidence.disclosure.releases import Unknown
from thriving.evidence.disclosure.system import System

ROUNDS = 2  # how far around a place its surroundings tell it from others


def canonical(system: System) -> list[Unknown]:
    """All that is counted. Names decide only between places that are alike, and so are their surroundings."""
    around = _around(system)
    marks: dict[Unknown, Any] = {at: (_level(at), count) for at, count in system.counts.items()}
    for _round in range(ROUNDS):
        ranks = {mark: rank for rank, mark in enumerate(sorted(set(marks.values())))}
        marks = {
            at: (ranks[mark], tuple(sorted(ranks[marks[other]] for other in around[at])))
            for at, mark in marks.items()
        }
    return sorted(marks, key=lambda at: (at.release, at.population, marks[at], sorted(at.place)))


def _level(at: Unknown) -> tuple[str, ...]:
    return tuple(sorted(key for key, _category in at.place))


def _around(system: System) -> dict[Unknown, set[Unknown]]:
    found: dict[Unknown, set[Unknown]] = defaultdict(set)
    for row in system.rows:
        counted = [at for at in row.coefficients if at in system.counts]
        for at in counted:
            found[at].update(counted)
    return found
