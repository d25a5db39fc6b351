"""Tables as counted, which never leave the house, and as published, which is all that anybody sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from thriving.evidence.disclosure.dimensions import EVERYBODY, Dimension, Place

ALL = ""  # stands for all categories of a dimension: a margin, or the total
Cell = tuple[str, ...]  # one category, or ALL, for each dimension
MOST_DIMENSIONS = 2  # with three, so much would have to be hidden that nothing useful is left


@dataclass(frozen=True, eq=False)
class Shape:
    """Which cells a table has, whatever stands in them."""

    key: str
    population: str  # of whom: tables of the same population are linked
    dimensions: tuple[Dimension, ...]
    within: Place = field(default=EVERYBODY, kw_only=True)  # of these people only those who stand here
    impossible: frozenset[Cell] = field(default=frozenset(), kw_only=True)  # zero by public knowledge

    def __post_init__(self) -> None:
        keys = [each.key for each in self.dimensions] + [key for key, _category in self.within]
        if not 1 <= len(self.dimensions) <= MOST_DIMENSIONS:
            raise ValueError(f"{self.key} needs one or two dimensions.")
        if len(set(keys)) < len(keys):
            raise ValueError(f"{self.key} asks the same dimension twice.")

    @property
    def total(self) -> Cell:
        return (ALL,) * len(self.dimensions)

    def cells(self) -> Iterator[Cell]:
        """Every cell, margins and total included."""
        return product(*((*each.categories, ALL) for each in self.dimensions))

    def inner(self) -> Iterator[Cell]:
        return product(*(each.categories for each in self.dimensions))

    def line(self, cell: Cell, axis: int) -> Iterator[Cell]:
        """The cells of which ``cell``, which has ALL on ``axis``, is the margin."""
        return ((*cell[:axis], each, *cell[axis + 1 :]) for each in self.dimensions[axis].categories)

    def margins(self, axis: int) -> Iterator[Cell]:
        """The cells with ALL on ``axis`` and a category on the other one; with one dimension, the total."""
        return (
            cell for cell in self.cells() if (cell[axis] == ALL and cell.count(ALL) == 1) or cell == (ALL,)
        )

    def place(self, cell: Cell) -> Place:
        own = zip(self.dimensions, cell, strict=True)
        return self.within | {(each.key, category) for each, category in own if category != ALL}


@dataclass(frozen=True, eq=False)
class Table(Shape):
    """The true counts. Cells not named hold nobody; margins are summed, unless a dimension overlaps."""

    counts: Mapping[Cell, int]

    def __post_init__(self) -> None:
        super().__post_init__()
        known = set(self.cells())
        if strange := [cell for cell in self.counts if cell not in known]:
            raise ValueError(f"{self.key} has no cell {strange[0]}.")
        if any(count < 0 for count in self.counts.values()):
            raise ValueError(f"{self.key} counts fewer than nobody.")
        object.__setattr__(self, "counts", self._completed())
        if crowded := [cell for cell in self.impossible if self.counts[cell]]:
            raise ValueError(f"{self.key} counts people at {crowded[0]}, which is said to be impossible.")

    def __getitem__(self, cell: Cell) -> int:
        return self.counts[cell]

    def _completed(self) -> dict[Cell, int]:
        counts = {cell: self.counts.get(cell, 0) for cell in self.inner()}
        for cell in sorted(set(self.cells()) - counts.keys(), key=lambda each: each.count(ALL)):
            counts[cell] = self._margin(cell, counts)
        return counts

    def _margin(self, cell: Cell, counts: Mapping[Cell, int]) -> int:
        for axis, dimension in enumerate(self.dimensions):
            if cell[axis] == ALL and not dimension.overlapping:
                summed = sum(counts[each] for each in self.line(cell, axis))
                if self.counts.get(cell, summed) != summed:
                    raise ValueError(f"{self.key} does not add up to {self.counts[cell]} at {cell}.")
                return summed
        return self._told_margin(cell, counts)

    def _told_margin(self, cell: Cell, counts: Mapping[Cell, int]) -> int:
        """Where people may be in several categories nothing but a count of its own gives the margin."""
        if cell not in self.counts:
            raise ValueError(f"{self.key} overlaps, so it needs its own count at {cell}.")
        told = self.counts[cell]
        for axis in (axis for axis, category in enumerate(cell) if category == ALL):
            parts = [counts[each] for each in self.line(cell, axis)]
            if not max(parts) <= told <= sum(parts):
                raise ValueError(f"{self.key} cannot hold {told} people at {cell}.")
        return told


@dataclass(frozen=True, eq=False)
class PublishedTable(Shape):
    """What everybody sees. ``None`` is hidden: few people or many, for its own sake or for another's."""

    cells_shown: Mapping[Cell, int | None]

    def __getitem__(self, cell: Cell) -> int | None:
        return self.cells_shown[cell]

    @property
    def hidden(self) -> frozenset[Cell]:
        return frozenset(cell for cell, count in self.cells_shown.items() if count is None)

    @property
    def share_hidden(self) -> float:
        return len(self.hidden) / len(self.cells_shown)


def published(table: Table, hidden: frozenset[Cell]) -> PublishedTable:
    shown = {cell: None if cell in hidden else table[cell] for cell in table.cells()}
    return PublishedTable(
        table.key,
        table.population,
        table.dimensions,
        shown,
        within=table.within,
        impossible=table.impossible,
    )
