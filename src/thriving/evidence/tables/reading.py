"""Tables as everybody reads them: what was told, and never more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Max, Q, QuerySet

from thriving.evidence.asked import Asked
from thriving.evidence.disclosure import shares
from thriving.evidence.disclosure.tables import ALL, PublishedTable
from thriving.evidence.kinds import NOT_STATED
from thriving.evidence.models import TableRelease, TableSpecification
from thriving.evidence.naming import property_title
from thriving.evidence.tables import linking
from thriving.evidence.tables.schemes import OTHER, category_title
from thriving.evidence.wording import listed
from thriving.kernel import access

Cell = tuple[str, ...]
LAST = (OTHER, NOT_STATED)  # in this order, below whatever has a name


@dataclass(frozen=True)
class Figure:
    """``people`` is empty where the figure is hidden, whatever stands behind it."""

    cell: Cell
    people: int | None
    percent: int | None  # of everybody, made from rounded figures only

    @property
    def share(self) -> Decimal | None:
        return None if self.percent is None else Decimal(self.percent) / 100


@dataclass(frozen=True)
class Line:
    """One category of the first property, or everybody: their people by the second property."""

    title: str
    category: str
    cells: tuple[Figure, ...]


@dataclass(frozen=True)
class Shown:
    """A table as it stands on some day. ``told`` is what was counted; ``said`` is the newest word on it."""

    specification: TableSpecification
    said: TableRelease
    told: TableRelease | None

    @cached_property
    def published(self) -> PublishedTable | None:
        return linking.as_published(self.told) if self.told else None

    @property
    def total(self) -> int | None:
        return self.published[self.published.total] if self.published else None

    @property
    def is_carried(self) -> bool:
        return self.said.outcome == TableRelease.Outcome.CARRIED

    @property
    def is_refused(self) -> bool:
        return self.said.outcome == TableRelease.Outcome.REFUSED

    @property
    def columns(self) -> list[str]:
        """The second property's categories, which stand above the figures; none without a second one."""
        dimensions = self.specification.dimensions
        if len(dimensions) == 1:
            return []
        return [category_title(dimensions[1], each) for each in self._categories(1)]

    @property
    def lines(self) -> list[Line]:
        """The largest first as far as they are told, "not stated" last; then everybody."""
        if self.published is None:
            return []
        rows = sorted(self._categories(0), key=self._order)
        return [self._line(category) for category in (*rows, ALL)]

    @property
    def cells(self) -> Iterator[Figure]:
        for line in self.lines:
            yield from line.cells

    @property
    def hides(self) -> bool:
        return any(figure.people is None for figure in self.cells)

    def _categories(self, axis: int) -> Sequence[str]:
        name = self.specification.dimensions[axis]
        return tuple(self.specification.schemes[name]["categories"])

    def _line(self, category: str) -> Line:
        title = category_title(self.specification.dimensions[0], category) if category else ""
        others = [(each,) for each in (*self._categories(1), ALL)] if self.columns else [()]
        return Line(title, category, tuple(self._figure((category, *other)) for other in others))

    def _figure(self, cell: Cell) -> Figure:
        table = self.published
        if table is None:
            return Figure(cell, None, None)
        return Figure(cell, table[cell], shares.percent(table, cell, table.total))

    def _order(self, category: str) -> tuple[int, int]:
        people = self.published and self.published[(category, *[ALL] * bool(self.columns))]
        place = LAST.index(category) + 1 if category in LAST else 0
        return place, -(people or 0)


def tables_for(reader: Any) -> QuerySet[TableSpecification]:
    """The tables that ``reader`` may know of: proposed ones are for those who decide."""
    return access.within(reader, "see_table", TableSpecification.objects.select_related("version__measure"))


def newest_days(tables: Sequence[TableSpecification]) -> dict[int, date]:
    """The day of the newest figures of each table that has any."""
    told = TableRelease.objects.filter(specification__in=tables, outcome=TableRelease.Outcome.PUBLISHED)
    return dict(told.values_list("specification").annotate(Max("on")))


def shown_of(question_hash: str, on: date, known: date) -> list[Shown]:
    """The tables of these people as they stood, by two dates, in the order of their keys."""
    return _newest(Q(specification__question_hash=question_hash), on, known)


def edition() -> str:
    """Changes with everything that pages tell of tables: for pages that are kept."""
    newest = TableRelease.objects.order_by("-pk").values_list("pk", flat=True).first()
    return str(newest or "")


def dividing(asked: Asked) -> TableSpecification | None:
    """The table that tells, for each of its categories, what ``asked`` asks for one of them."""
    question = asked.question
    names = {condition.dimension for condition in question.filters}
    found = TableSpecification.objects.filter(
        version__measure=asked.version.measure_id, releases__outcome=TableRelease.Outcome.PUBLISHED
    )
    for table in found.distinct().order_by("key"):
        kept = tuple(each for each in question.filters if each.dimension not in table.dimensions)
        if names & set(table.dimensions) and replace(question, filters=kept).hash == table.question_hash:
            return table
    return None


def shown_today(today: date) -> list[Shown]:
    """Every table as it stands."""
    return _newest(Q(), today, today)


def shown(release: TableRelease) -> Shown:
    """One release as a page of its own: what it said, and the table that stood by it."""
    return Shown(release.specification, release, _told_by(release))


def _newest(tables: Q, on: date, known: date) -> list[Shown]:
    said = TableRelease.objects.filter(tables, on__lte=on, known_on__lte=known)
    listed = said.select_related("specification__version__measure", "carries").order_by(
        "specification__key", "on", "pk"
    )
    newest: dict[int, TableRelease] = {}
    told: dict[int, TableRelease] = {}
    for release in listed:
        newest[release.specification_id] = release
        if release.outcome == TableRelease.Outcome.PUBLISHED:
            told[release.specification_id] = release
    return [Shown(release.specification, release, told.get(pk)) for pk, release in newest.items()]


def _told_by(release: TableRelease) -> TableRelease | None:
    earlier = release.specification.releases.filter(outcome="published", number__lte=release.number)
    return earlier.select_related("specification").order_by("number").last()


def title_of(table: TableSpecification) -> str:
    """``region``, or ``role and new or experienced``."""
    return listed([property_title(name).lower() for name in table.dimensions])
