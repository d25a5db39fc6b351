"""Levels beside each other: groups and capacities down, assessments across, each by its own list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thriving.programs.capacity import catalog
from thriving.programs.capacity.models import HIGHEST, Assessment, Confidence, Level, Standing
from thriving.ui import cldr

FULL, EMPTY = "●", "○"


def dots_of(level: int) -> str:
    return FULL * level + EMPTY * (HIGHEST - level)


@dataclass(frozen=True)
class Cell:
    """A level in words; the dots beside it are for the eye alone."""

    told: Level

    @property
    def level(self) -> int:
        return self.told.level or 0

    @property
    def dots(self) -> str:
        return dots_of(self.level)

    @property
    def word(self) -> str:
        return str(Standing(self.level).label)

    @property
    def sure(self) -> str:
        return str(Confidence(self.told.confidence).label) if self.told.confidence else ""


@dataclass(frozen=True)
class HeatRow:
    capacity: catalog.Capacity
    cells: tuple[Cell | None, ...]
    columns: tuple[Assessment, ...]

    @property
    def paired(self) -> list[tuple[Cell | None, str]]:
        """Each cell with its day, which stands beside it on a phone."""
        return [(cell, _day(each)) for cell, each in zip(self.cells, self.columns, strict=True)]

    @property
    def change(self) -> int | None:
        """From the first to the last of them, where both are told."""
        first, last = self.cells[0], self.cells[-1]
        return last.level - first.level if first and last else None


@dataclass(frozen=True)
class HeatGroup:
    group: catalog.Group
    rows: list[HeatRow]


def heat_of(assessments: Sequence[Assessment]) -> list[HeatGroup]:
    """By the newest of their lists; only capacities of which one of them says something."""
    if not assessments:
        return []
    target = catalog.of_version(max(each.version for each in assessments))
    known = [_by_capacity(each, target.version) for each in assessments]
    groups = (
        HeatGroup(group, [row for row in _rows(group, known, tuple(assessments)) if any(row.cells)])
        for group in target.groups
    )
    return [each for each in groups if each.rows]


def _day(assessment: Assessment) -> str:
    return cldr.short_day(assessment.handed_in_on) if assessment.handed_in_on else ""


def _rows(
    group: catalog.Group, known: Sequence[dict[str, Cell]], columns: tuple[Assessment, ...]
) -> Iterator[HeatRow]:
    for capacity in group.capacities:
        yield HeatRow(capacity, tuple(each.get(capacity.key) for each in known), columns)


def _by_capacity(assessment: Assessment, target: int) -> dict[str, Cell]:
    told = (each for each in assessment.levels.all() if each.level is not None)
    return {catalog.replaced_by(each.capacity, assessment.version, target): Cell(each) for each in told}


def word_of(level: int | None) -> tuple[str, str]:
    """Dots for the eye alone, and the word; or that nobody has said it yet."""
    if level is None:
        return "", _("not assessed")
    return dots_of(level), str(Standing(level).label)
