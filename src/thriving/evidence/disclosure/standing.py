"""Which tables stand as they were, because new ones would show the few people who came or went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from thriving.evidence.disclosure.releases import Change, Earlier
from thriving.evidence.disclosure.rules import Rules
from thriving.evidence.disclosure.system import Contradiction
from thriving.evidence.disclosure.tables import PublishedTable, Table


@dataclass
class Standing:
    again: dict[str, PublishedTable] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)


def standing(tables: Sequence[Table], earlier: Sequence[Earlier], rules: Rules) -> Standing:
    found = Standing()
    for table in tables:
        change = _change(table.population, earlier)
        before = _before(table, earlier)
        few = change is not None and change.people < rules.least
        if before and (few or _shows_few(table, before[0], rules)):
            found.again[table.key] = before[1]
        elif few and change and change.people:
            found.waiting.add(table.key)
    return found


def _change(population: str, earlier: Sequence[Earlier]) -> Change | None:
    """Who came and went since the population was last counted; ``None`` if it never was."""
    for each in reversed(earlier):
        if any(table.population == population for table in each.counted):
            if population not in each.release.changes:
                raise Contradiction(f"Nobody said how many of {population} came and went.")
            return each.release.changes[population]
    return None


def _before(table: Table, earlier: Sequence[Earlier]) -> tuple[Table, PublishedTable] | None:
    for each in reversed(earlier):
        for counted, shown in zip(each.counted, each.release.tables, strict=True):
            if counted.key == table.key and set(counted.cells()) == set(table.cells()):
                return counted, shown
    return None


def _shows_few(table: Table, before: Table, rules: Rules) -> bool:
    """Whether a row would tell those who know by whom it differs the sensitive trait of these few."""
    sensitive = [axis for axis, each in enumerate(table.dimensions) if each.sensitive]
    rows = (table.line(margin, axis) for axis in sensitive for margin in table.margins(axis))
    return any(0 < _moved(row, table, before) < rules.least for row in rows)


def _moved(row: Iterable[tuple[str, ...]], table: Table, before: Table) -> int:
    return sum(abs(table[cell] - before[cell]) for cell in row)
