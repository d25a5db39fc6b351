"""What is to be protected, put as a question to ``search``: this release and, with it, all earlier ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from thriving.evidence.disclosure.canonical import canonical
from thriving.evidence.disclosure.context import Context
from thriving.evidence.disclosure.costs import costs
from thriving.evidence.disclosure.releases import Earlier, Unknown
from thriving.evidence.disclosure.rules import Need, Rules
from thriving.evidence.disclosure.search import Aim, Flags, Search, Target, Unprotectable, search
from thriving.evidence.disclosure.system import Moment, system, unknown
from thriving.evidence.disclosure.tables import PublishedTable, Table, published


@dataclass(frozen=True)
class Problem:
    needs: Mapping[Unknown, Need]
    order: Sequence[Unknown]
    counts: Mapping[Unknown, int]
    finder: Search
    concealed: frozenset[Unknown]  # hidden to begin with: for its own sake, or in an earlier release

    def solve(self) -> frozenset[Unknown]:
        """All that must be hidden. Raises ``Unprotectable``."""
        start: Flags = np.array([at in self.concealed for at in self.order])
        aims = list(self._aims())
        hidden = self.finder.thin(self.finder.hide(start, aims), start, aims)
        return frozenset(at for at, also in zip(self.order, hidden, strict=True) if also)

    def _aims(self) -> Iterator[Aim]:
        """A small cell must be able to go far; any other hidden one at least by one person."""
        for column, at in enumerate(self.order):
            if at not in self.concealed:
                continue
            count, need = self.counts[at], self.needs.get(at)
            far = [each - count for each in (need.high, need.low) if each != count] if need else []
            yield from ((Target(column, by),) for by in far)
            yield _a_little(column, count, need if far else None)


def _a_little(column: int, count: int, need: Need | None) -> Aim:
    """By one person; a small cell so that it is still small, for those who know that it is."""
    highest = need.high - 1 if need else inf
    steps = [by for by in (1, -1) if 0 <= count + by <= highest]
    return tuple(Target(column, by, informed=need is not None) for by in steps)


def problem(tables: Sequence[Table], context: Context) -> Problem:
    earlier, rules = context.earlier, context.rules
    moments = [*(_moment(each) for each in earlier), Moment(tuple(tables), tuple(context.exact))]
    whole = system(moments, context.linking)
    every = [*(each.counted for each in earlier), tables]
    hidden = {at for number, each in enumerate(earlier) for at in _hidden(number, each)}
    shown = whole.told | {at for at in whole.counts if at.release < len(earlier) and at not in hidden}
    needs = {at: need for at, need in _needs(every, rules) if at.release == len(earlier) or at in hidden}
    if bare := needs.keys() & shown:
        raise Unprotectable(min(bare, key=repr))
    order = canonical(whole)
    finder = search(
        whole,
        order,
        shown=shown,
        costs=costs(whole, every, context.secret),
        likely=dict(_likely(every, needs, rules)),
    )
    return Problem(needs, order, whole.counts, finder, frozenset(needs.keys() | hidden))


def _moment(earlier: Earlier) -> Moment:
    return Moment(earlier.counted, earlier.release.exact, earlier.release.changes)


def _hidden(number: int, earlier: Earlier) -> Iterator[Unknown]:
    for table, shown in zip(earlier.counted, earlier.release.tables, strict=True):
        yield from (unknown(number, table, cell) for cell in shown.hidden)


def _needs(every: Sequence[Sequence[Table]], rules: Rules) -> Iterator[tuple[Unknown, Need]]:
    """Where two tables ask for the same cell, for as much doubt as either."""
    found: dict[Unknown, Need] = {}
    for number, tables in enumerate(every):
        for table in tables:
            for cell, need in rules.needs(table).items():
                at = unknown(number, table, cell)
                other = found.get(at, need)
                found[at] = Need(min(need.low, other.low), max(need.high, other.high))
    yield from found.items()


def _likely(
    every: Sequence[Sequence[Table]], needs: Mapping[Unknown, Need], rules: Rules
) -> Iterator[tuple[Unknown, tuple[float, float]]]:
    """Between which numbers each lies, for somebody who knows which ones are small."""
    for number, tables in enumerate(every):
        for table in tables:
            for cell in table.cells():
                at, least = unknown(number, table, cell), rules.least_in(table, cell)
                if needs.get(at) == Need(0, least):
                    yield at, (0, least - 1)
                else:
                    yield at, (0 if at in needs else min(least, table[cell]), inf)


def publish(number: int, table: Table, hidden: frozenset[Unknown]) -> PublishedTable:
    return published(
        table, frozenset(cell for cell in table.cells() if unknown(number, table, cell) in hidden)
    )
