"""Which further cells to hide, so that each small one may be as small as nobody and as large as need be.

For each small cell a linear program moves it to where it must be able to be, and makes up for that elsewhere
at the least cost: by cells that are hidden already for next to nothing, by others dearer the more people are
expected there. What it moves is hidden. Between what is true and what it moved to, everything fits what
is told, so nobody can tell the two apart: the move is a proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
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
    """How far the unknown in ``column`` must be able to move.

    ``informed``: even for somebody who knows which of the hidden cells are the small ones.
    """

    column: int
    by: int
    informed: bool = False


Aim = tuple[Target, ...]  # any one of them will do


class Band(NamedTuple):
    """How far down and up each unknown can move."""

    down: Numbers
    up: Numbers

    def includes(self, aim: Aim) -> bool:
        return any(self.down[at] - MOVED <= by <= self.up[at] + MOVED for at, by, _informed in aim)

    def extend(self, move: Numbers) -> None:
        np.minimum(self.down, move, out=self.down)
        np.maximum(self.up, move, out=self.up)


class Proof(NamedTuple):
    move: Numbers
    informed: bool


@dataclass
class Search:
    """The linear program, set up once for all aims."""

    order: Sequence[Unknown]
    truth: Numbers
    free: Flags  # may be hidden, or is
    costs: Numbers
    likely: Band  # how far each can move without becoming small, or large
    facts: LinearConstraint  # over moves up, moves down, and what is in no table
    ceilings: Numbers  # of what is in no table
    proofs: list[Proof] = field(default_factory=list)

    def hide(self, hidden: Flags, aims: Iterable[Aim]) -> Flags:
        """``hidden``, and all that the ``aims`` need besides."""
        now = hidden.copy()
        reached = self._reached(hidden)
        for aim in aims:
            if not reached[aim[0].informed].includes(aim):
                proof = self._prove(aim, now, self.free)
                now |= np.abs(proof.move) > MOVED
                _learn(reached, proof)
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
        reached = self._reached(hidden)
        before = len(self.proofs)
        try:
            for aim in aims:
                if not reached[aim[0].informed].includes(aim):
                    _learn(reached, self._prove(aim, hidden, hidden))
        except Unprotectable:
            del self.proofs[before:]
            return False
        return True

    def _reached(self, hidden: Flags) -> tuple[Band, Band]:
        """By the proofs that move nothing but ``hidden``: for anybody, and for the informed."""
        bands = (_nowhere(len(self.order)), _nowhere(len(self.order)))
        for proof in self.proofs:
            if not np.any(np.abs(proof.move[~hidden]) > MOVED):
                _learn(bands, proof)
        return bands

    def _prove(self, aim: Aim, hidden: Flags, free: Flags) -> Proof:
        """How each unknown moves when the first possible target of ``aim`` is reached."""
        for target in aim:
            if (move := self._solve(target, hidden, free)) is not None:
                self.proofs.append(Proof(move, target.informed))
                return self.proofs[-1]
        raise Unprotectable(self.order[aim[0].column])

    def _solve(self, target: Target, hidden: Flags, free: Flags) -> Numbers | None:
        count = len(self.order)
        costs = np.where(hidden, HIDDEN_COST, self.costs)
        found = milp(  # without whole numbers, which makes it linear, and quicker to call than linprog
            np.concatenate((costs, costs, np.zeros(len(self.ceilings)))),
            constraints=self.facts,
            bounds=self._bounds(target, free),
        )
        if found.x is None:
            return None
        move: Numbers = found.x[:count] - found.x[count : 2 * count]
        return move

    def _bounds(self, target: Target, free: Flags) -> Bounds:
        """Nothing can become less than nobody."""
        up, down = np.where(free, np.inf, 0.0), np.where(free, self.truth, 0.0)
        if target.informed:
            up, down = np.minimum(up, self.likely.up), np.minimum(down, -self.likely.down)
        least_up, least_down = np.zeros_like(up), np.zeros_like(down)
        forth, back = (up, down) if target.by > 0 else (down, up)
        least = least_up if target.by > 0 else least_down
        least[target.column] = forth[target.column] = abs(target.by)
        back[target.column] = 0.0
        lowest = np.concatenate((least_up, least_down, np.zeros(len(self.ceilings))))
        return Bounds(lowest, np.concatenate((up, down, self.ceilings)))


def _nowhere(count: int) -> Band:
    return Band(np.zeros(count), np.zeros(count))


def _learn(reached: tuple[Band, Band], proof: Proof) -> None:
    """What the informed must think possible, everybody must."""
    reached[False].extend(proof.move)
    if proof.informed:
        reached[True].extend(proof.move)


def search(
    system: System,
    order: Sequence[Unknown],
    *,
    shown: AbstractSet[Unknown],
    costs: Mapping[Unknown, float],
    likely: Mapping[Unknown, tuple[float, float]],
) -> Search:
    """The same system in the same ``order`` gives the same cells. What is ``shown`` may not be hidden."""
    others = _others(system, order)
    columns = {at: number for number, at in enumerate([*order, *others])}
    lowest, highest = (
        np.array(each, dtype=float) for each in zip(*(likely[at] for at in order), strict=True)
    )
    truth = np.array([system.counts[at] for at in order], dtype=float)
    rows = sorted(
        system.rows, key=lambda row: sorted((columns[at], each) for at, each in row.coefficients.items())
    )
    return Search(
        order=order,
        truth=truth,
        free=np.array([at not in shown for at in order]),
        costs=np.array([costs[at] for at in order]),
        likely=Band(lowest - truth, highest - truth),
        facts=_facts(rows, columns, truth),
        ceilings=np.array([system.uncounted[at] for at in others], dtype=float),
    )


def _others(system: System, order: Sequence[Unknown]) -> list[Unknown]:
    """What is in no table, in the order in which the same places are counted elsewhere, then by name."""
    place: dict[tuple[str, Place], int] = {}
    for number, at in enumerate(order):
        place.setdefault((at.population, at.place), number)

    def rank(at: Unknown) -> tuple[int, str, int, str, list[tuple[str, str]]]:
        where = place.get((at.population, at.place), len(order))
        return at.release, at.part, where, at.population, sorted(at.place)

    return sorted(system.uncounted, key=rank)


def _facts(rows: Sequence[Row], columns: Mapping[Unknown, int], truth: Numbers) -> LinearConstraint:
    """The rows over moves, so their bounds less what the truth already makes."""
    entries = [(n, columns[at], each) for n, row in enumerate(rows) for at, each in row.coefficients.items()]
    at_rows, at_columns, values = zip(*entries, strict=True) if entries else ((), (), ())
    shape = (len(rows), len(columns))
    whole = csr_array(coo_array((np.array(values, dtype=float), (at_rows, at_columns)), shape=shape))
    counted = whole[:, : len(truth)]
    highest = np.array([row.bound for row in rows], dtype=float) - counted @ truth
    lowest = np.where([row.equal for row in rows], highest, -np.inf)
    return LinearConstraint(hstack((counted, -counted, whole[:, len(truth) :])), lowest, highest)
