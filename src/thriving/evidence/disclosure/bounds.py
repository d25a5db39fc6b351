"""The least and the most that an unknown can be: linear programs, cut to what is not known already.

Counts are whole. Where the best corner is not made of whole numbers, the program is solved again in whole
numbers, so that the attacker is as sharp as one who tries every table that fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

import numpy as np
from numpy.typing import NDArray
from scipy import optimize
from scipy.sparse import coo_array, csr_array, vstack
from scipy.sparse.csgraph import connected_components

from thriving.evidence.disclosure.knowledge import Fact, Knowledge
from thriving.evidence.disclosure.releases import Unknown

Numbers = NDArray[np.float64]
NEARLY = 1e-6
UNBOUNDED = 3  # a word of the solver


class Nonsense(ValueError):
    """No counts at all fit what is published."""


@dataclass
class Program:
    """Unknowns that hang together, and the facts about them."""

    columns: dict[Unknown, int]
    matrix: csr_array
    low: Numbers
    high: Numbers
    points: list[Numbers] = field(default_factory=list)  # counts that fit everything

    def extreme(self, at: Unknown, sign: int) -> float:
        """The least (1) or the negative of the most (-1)."""
        goal = np.zeros(len(self.columns))
        goal[self.columns[at]] = sign
        found = self._linear(goal)
        if found is None:
            return -inf
        if np.any(np.abs(found - np.round(found)) > NEARLY):
            found = self._whole(goal)
        self.points.append(np.round(found))
        return float(np.round(goal @ found))

    def _linear(self, goal: Numbers) -> Numbers | None:
        exact = self.low == self.high
        above, below = ~exact & np.isfinite(self.high), ~exact & np.isfinite(self.low)
        found = optimize.linprog(
            goal,
            A_eq=self.matrix[exact],
            b_eq=self.low[exact],
            A_ub=vstack((self.matrix[above], -self.matrix[below])),
            b_ub=np.concatenate((self.high[above], -self.low[below])),
            method="highs-ds",
        )
        if found.status == UNBOUNDED:
            return None
        return self._solved(found)

    def _whole(self, goal: Numbers) -> Numbers:
        found = optimize.milp(
            goal,
            constraints=optimize.LinearConstraint(self.matrix, self.low, self.high),
            integrality=np.ones(len(goal)),
        )
        return self._solved(found)

    def _solved(self, found: optimize.OptimizeResult) -> Numbers:
        if found.x is None:
            raise Nonsense(found.message)
        x: Numbers = found.x
        return x


@dataclass
class Bounds:
    programs: dict[Unknown, Program]

    def least(self, at: Unknown) -> float:
        return self.programs[at].extreme(at, 1)

    def most(self, at: Unknown) -> float:
        return -self.programs[at].extreme(at, -1)

    def reaches(self, at: Unknown, low: int, high: int) -> bool:
        """Whether ``at`` may be as low and as high as that, by what was found before if possible."""
        seen = self._seen(at)
        return (min(seen, default=inf) <= low or self.least(at) <= low) and (
            max(seen, default=-inf) >= high or self.most(at) >= high
        )

    def solved(self, at: Unknown) -> bool:
        seen = self._seen(at)
        if seen and min(seen) < max(seen):
            return False
        return self.least(at) == self.most(at)

    def _seen(self, at: Unknown) -> list[float]:
        program = self.programs[at]
        return [float(point[program.columns[at]]) for point in program.points]


def bounds(known: Knowledge) -> Bounds:
    """A program for each group of unknowns that have to do with each other."""
    facts = [_less_what_is_shown(fact, known) for fact in known.facts]
    if any(not (fact.plus or fact.minus) and not fact.low <= 0 <= fact.high for fact in facts):
        raise Nonsense("What is shown does not add up.")
    facts = list(dict.fromkeys(fact for fact in facts if fact.plus or fact.minus))
    unknowns = {at for fact in facts for at in (*fact.plus, *fact.minus)} | known.hidden
    return Bounds(dict(_programs(sorted(unknowns, key=by_name), facts)))


def by_name(at: Unknown) -> tuple[int, str, list[tuple[str, str]], str]:
    return at.release, at.population, sorted(at.place), at.part


def _less_what_is_shown(fact: Fact, known: Knowledge) -> Fact:
    shown = known.shown
    sum_shown = sum(shown.get(at, 0) for at in fact.plus) - sum(shown.get(at, 0) for at in fact.minus)
    plus = tuple(at for at in fact.plus if at not in shown)
    minus = tuple(at for at in fact.minus if at not in shown)
    return Fact(plus, minus, fact.low - sum_shown, fact.high - sum_shown)


def _programs(unknowns: Sequence[Unknown], facts: Sequence[Fact]) -> Iterator[tuple[Unknown, Program]]:
    columns = {at: number for number, at in enumerate(unknowns)}
    matrix = _matrix(facts, columns)
    low, high = np.array([fact.low for fact in facts]), np.array([fact.high for fact in facts])
    groups = connected_components(matrix.T @ matrix, directed=False)[1]
    group_of_fact = np.array([groups[columns[(*fact.plus, *fact.minus)[0]]] for fact in facts], dtype=int)
    for group in range(max(groups, default=-1) + 1):
        mine = [at for at, its in zip(unknowns, groups, strict=True) if its == group]
        about = np.flatnonzero(group_of_fact == group)
        cut = matrix[about][:, np.flatnonzero(groups == group)]
        program = Program({at: number for number, at in enumerate(mine)}, cut, low[about], high[about])
        yield from ((at, program) for at in mine)


def _matrix(facts: Sequence[Fact], columns: Mapping[Unknown, int]) -> csr_array:
    entries = [
        (number, columns[at], sign)
        for number, fact in enumerate(facts)
        for sign, some in ((1.0, fact.plus), (-1.0, fact.minus))
        for at in some
    ]
    rows, at_columns, signs = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_array(
        coo_array((np.array(signs, dtype=float), (rows, at_columns)), shape=(len(facts), len(columns)))
    )
