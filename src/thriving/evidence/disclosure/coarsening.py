"""Fewer, larger categories, by the one fixed step that the scheme itself gives."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from thriving.evidence.disclosure.dimensions import Dimension
from thriving.evidence.disclosure.tables import ALL, Cell, Table


class NothingCoarser(ValueError):
    """Above the coarsest level of a table's only dimension stands everybody, and that is no table."""


def coarsen(table: Table, key: str) -> Table:
    """``table`` with its dimension ``key`` one level up; past the last level, without it.

    Choose the level in the specification, for all releases. Coarsening whenever a table happens to be
    unsafe would tell everybody that the finer one was.
    """
    axis = next(axis for axis, each in enumerate(table.dimensions) if each.key == key)
    dimension = table.dimensions[axis]
    if dimension.overlapping:
        raise NothingCoarser(f"{key} overlaps: its coarser level must be counted anew, not summed.")
    if dimension.coarser:
        return _folded(table, axis, dimension, dimension.coarser)
    return _without(table, axis)


def _folded(table: Table, axis: int, dimension: Dimension, coarser: Dimension) -> Table:
    counts: Counter[Cell] = Counter()
    for cell, count in table.counts.items():
        at = dimension.parents.get(cell[axis], ALL)
        counts[(*cell[:axis], at, *cell[axis + 1 :])] += count
    return replace(
        table,
        dimensions=(*table.dimensions[:axis], coarser, *table.dimensions[axis + 1 :]),
        counts=dict(counts),
        impossible=frozenset(),
    )


def _without(table: Table, axis: int) -> Table:
    if len(table.dimensions) == 1:
        raise NothingCoarser(f"{table.key} has nothing coarser to be broken down by.")
    left = {cell: count for cell, count in table.counts.items() if cell[axis] == ALL}
    return replace(
        table,
        dimensions=(table.dimensions[1 - axis],),
        counts={(cell[1 - axis],): count for cell, count in left.items()},
        impossible=frozenset(),
    )
