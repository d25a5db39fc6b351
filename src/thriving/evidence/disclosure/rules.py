"""The public rules: which cells are too small to show, and what may be known of them at most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thriving.evidence.disclosure.tables import ALL, Cell, Table


@dataclass(frozen=True)
class Need:
    """An attacker must think it possible that a cell holds as few as ``low`` and as many as ``high``."""

    low: int
    high: int


@dataclass(frozen=True)
class Rules:
    least: int = 10  # the fewest people that a cell may show
    least_sensitive: int = 20  # where a trait is sensitive or a country protected
    least_population: int = 30
    homogeneous: float = 0.9  # a share of a row that would tell the trait of everybody in it
    insiders: bool = False  # whether somebody who is in a cell may know it: then one more is needed

    def least_in(self, table: Table, cell: Cell) -> int:
        asked = [pair for pair in zip(table.dimensions, cell, strict=True) if pair[1] != ALL]
        careful = any(dimension.sensitive or at in dimension.protected for dimension, at in asked)
        return (self.least_sensitive if careful else self.least) + self.insiders

    def needs(self, table: Table) -> dict[Cell, Need]:
        """The cells to be hidden for their own sake. Zero is as small as one."""
        small = {cell: Need(0, self.least_in(table, cell)) for cell in _telling(table)}
        small = {cell: need for cell, need in small.items() if table[cell] < need.high}
        return {**self._one_sided(table), **small}

    def _one_sided(self, table: Table) -> dict[Cell, Need]:
        rows = [row for axis in range(len(table.dimensions)) for row in self._rows(table, axis)]
        return {cell: need for row in rows for cell, need in row.items()}

    def _rows(self, table: Table, axis: int) -> Iterator[dict[Cell, Need]]:
        """Along a sensitive ``axis``: the rows in which nearly everybody has the same trait."""
        dimension = table.dimensions[axis]
        if not dimension.sensitive or len(table.dimensions) == 1:
            return
        for margin in table.margins(axis):
            row = {cell: table[cell] for cell in table.line(margin, axis)}
            if table[margin] and max(row.values()) >= self.homogeneous * table[margin]:
                yield {cell: self._vague(count, table[margin]) for cell, count in row.items()}

    def _vague(self, count: int, everybody: int) -> Need:
        """Whoever sees the row must think it possible that at least ``least`` of it are elsewhere."""
        if count < self.homogeneous * everybody:
            return Need(count, count)
        below = int(self.homogeneous * everybody - 1e-9)
        return Need(max(0, min(below, everybody - self.least)), count)


def _telling(table: Table) -> Iterator[Cell]:
    """All cells but the total, which is told by itself, and those that are zero by public knowledge."""
    apart = {table.total, *table.impossible}
    return (cell for cell in table.cells() if cell not in apart)
