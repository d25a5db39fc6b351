"""Which further cells to hide, so that each small one may be as small as nobody and as large as need be.

For each small cell a linear program moves it to where it must be able to be, and makes up for that elsewhere
at the least cost: by cells that are hidden already for next to nothing, by others dearer the more people are
expected there. What it moves is hidden. Between what is true and what it moved to, everything fits what
is told, so nobody can tell the two apart: the move is a proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array, hstack

from thriving.evidence.disclosure.dimensions import Place
from thriving.evidence.disclosure.releases import Unknown
from thriving.evidence.disclosure.system import Row, System

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
MOVED = 1e-6
HIDDEN_COST = 1e-3  # next to nothing, so that no hidden cell is moved without need


class Unprotectable(Exception):
    """Nothing that may still be hidden makes up for the cell ``at``."""

    def __init__(self, at: Unknown) -> None:
        super().__init__(at)
        self.at = at


class Target(NamedTuple):
    """How far the unknown in ``column`` must be able to move."""

    column: int
    by: int


Aim = tuple[Target, ...]  # any one of them will do


@dataclass
class Reach:
    """How far down and up each unknown is known to be able to move."""

    down: Numbers
    up: Numbers

    def includes(self, aim: Aim) -> bool:
        return any(self.down[column] - MOVED <= by <= self.up[column] + MOVED for column, by in aim)

    def extend(self, move: Numbers) -> None:
        np.minimum(self.down, move, out=self.down)
        np.maximum(self.up, move, out=self.up)


@dataclass
class Search:
    """The linear program, set up once for all aims."""

    order: Sequence[Unknown]
    truth: Numbers
    free: Flags  # may be hidden, or is
    costs: Numbers
    equal: tuple[csr_array, Numbers]
    most: tuple[csr_array, Numbers]
    ceilings: Numbers  # of what is in no table
    proofs: list[Numbers] = field(default_factory=list)

    def hide(self, hidden: Flags, aims: Iterable[Aim]) -> Flags:
        """``hidden``, and all that the ``aims`` need besides."""
        now, reach = hidden.copy(), self._reach(hidden)
        for aim in aims:
            if not reach.includes(aim):
                move = self._move(aim, now, self.free)
                now |= np.abs(move) > MOVED
                reach.extend(move)
        return now

    def thin(self, hidden: Flags, needed: Flags, aims: Sequence[Aim]) -> Flags:
        """``hidden`` without what turned out not to be needed, the dearest first."""
        now = hidden.copy()
        for column in sorted(np.flatnonzero(hidden & ~needed), key=lambda each: (-self.costs[each], each)):
            without = now.copy()
            without[column] = False
            if self._suffices(without, aims):
                now = without
        return now if np.array_equal(now, hidden) else self.thin(now, needed, aims)

    def _suffices(self, hidden: Flags, aims: Iterable[Aim]) -> bool:
        reach = self._reach(hidden)
        before = len(self.proofs)
        try:
            for aim in aims:
                if not reach.includes(aim):
                    reach.extend(self._move(aim, hidden, hidden))
        except Unprotectable:
            del self.proofs[before:]
            return False
        return True

    def _reach(self, hidden: Flags) -> Reach:
        """By the proofs that move nothing but ``hidden``."""
        nowhere = np.zeros((1, len(self.order)))
        moves = np.vstack((nowhere, *self.proofs))
        valid = moves[~np.any(np.abs(moves[:, ~hidden]) > MOVED, axis=1)]
        return Reach(valid.min(axis=0), valid.max(axis=0))

    def _move(self, aim: Aim, hidden: Flags, free: Flags) -> Numbers:
        """How each unknown moves when the first possible target of ``aim`` is reached."""
        for target in aim:
            if (move := self._solve(target, hidden, free)) is not None:
                self.proofs.append(move)
                return move
        raise Unprotectable(self.order[aim[0].column])

    def _solve(self, target: Target, hidden: Flags, free: Flags) -> Numbers | None:
        count = len(self.order)
        costs = np.where(hidden, HIDDEN_COST, self.costs)
        found = linprog(
            np.concatenate((costs, costs, np.zeros(len(self.ceilings)))),
            A_eq=self.equal[0],
            b_eq=self.equal[1],
            A_ub=self.most[0],
            b_ub=self.most[1],
            bounds=self._bounds(target, free),
            method="highs",
        )
        if found.x is None:
            return None
        move: Numbers = found.x[:count] - found.x[count : 2 * count]
        return move

    def _bounds(self, target: Target, free: Flags) -> Numbers:
        """Of moves up, moves down, and what is in no table. Nothing can become less than nobody."""
        up, down = np.where(free, np.inf, 0.0), np.where(free, self.truth, 0.0)
        least_up, least_down = np.zeros_like(up), np.zeros_like(down)
        forth, back = (up, down) if target.by > 0 else (down, up)
        least = least_up if target.by > 0 else least_down
        least[target.column] = forth[target.column] = abs(target.by)
        back[target.column] = 0.0
        lowest = np.concatenate((least_up, least_down, np.zeros(len(self.ceilings))))
        return np.column_stack((lowest, np.concatenate((up, down, self.ceilings))))


def search(
    system: System, order: Sequence[Unknown], fixed: Iterable[Unknown], costs: Mapping[Unknown, float]
) -> Search:
    """The same system in the same ``order`` gives the same cells. ``fixed`` may not be hidden."""
    others = _others(system, order)
    columns = {at: number for number, at in enumerate([*order, *others])}
    shown = set(fixed)
    truth = np.array([system.counts[at] for at in order], dtype=float)
    rows = sorted(
        system.rows, key=lambda row: sorted((columns[at], each) for at, each in row.coefficients.items())
    )
    return Search(
        order=order,
        truth=truth,
        free=np.array([at not in shown for at in order]),
        costs=np.array([costs[at] for at in order]),
        equal=_matrix([row for row in rows if row.equal], columns, truth),
        most=_matrix([row for row in rows if not row.equal], columns, truth),
        ceilings=np.array([system.uncounted[at] for at in others], dtype=float),
    )


def _others(system: System, order: Sequence[Unknown]) -> list[Unknown]:
    """What is in no table, in the order in which the same places are counted elsewhere."""
    place: dict[tuple[str, Place], int] = {}
    for number, at in enumerate(order):
        place.setdefault((at.population, at.place), number)
    return sorted(system.uncounted, key=lambda at: (at.release, at.part, place[at.population, at.place]))


def _matrix(rows: Sequence[Row], columns: Mapping[Unknown, int], truth: Numbers) -> tuple[csr_array, Numbers]:
    """Over moves up, moves down and what is in no table; the bounds less what the truth already makes."""
    entries = [(n, columns[at], each) for n, row in enumerate(rows) for at, each in row.coefficients.items()]
    at_rows, at_columns, values = zip(*entries, strict=True) if entries else ((), (), ())
    shape = (len(rows), len(columns))
    whole = csr_array(coo_array((np.array(values, dtype=float), (at_rows, at_columns)), shape=shape))
    counted = whole[:, : len(truth)]
    bounds = np.array([row.bound for row in rows], dtype=float) - counted @ truth
    return csr_array(hstack((counted, -counted, whole[:, len(truth) :]))), bounds
