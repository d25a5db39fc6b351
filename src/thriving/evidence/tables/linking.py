"""From specifications and the ledger to the words of the disclosure engine, and back.

Tables of the same people are linked, whichever specification they come from, and so is all that was ever told
of these people: the engine gets them together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from thriving.evidence.disclosure.dimensions import Dimension
from thriving.evidence.disclosure.releases import Change, Earlier, Release
from thriving.evidence.disclosure.rules import Rules
from thriving.evidence.disclosure.tables import PublishedTable, Table
from thriving.evidence.kinds import NOT_STATED
from thriving.evidence.measures import AsOf
from thriving.evidence.models import TableRelease, TableSpecification
from thriving.evidence.tables import populations
from thriving.evidence.tables.counting import People, moved, placed
from thriving.evidence.tables.schemes import Scheme

Specifications = Sequence[TableSpecification]


@dataclass(frozen=True)
class Told:
    """Everything that was published of some people on one day: the tables that were counted anew for it."""

    as_of: AsOf
    releases: tuple[TableRelease, ...]

    @property
    def specifications(self) -> Specifications:
        return [release.specification for release in self.releases]


def schemes_of(table: TableSpecification) -> list[Scheme]:
    return [Scheme.from_json(name, table.schemes[name]) for name in table.dimensions]


def count(table: TableSpecification, as_of: AsOf) -> tuple[Table, People]:
    """The true table, and who stands where in it."""
    schemes = schemes_of(table)
    people = placed(populations.question_of(table), as_of, schemes)
    shape = _dimensions(table, schemes)
    return Table(table.key, _population(table), shape, Counter(people.values())), people


def rules_of(tables: Specifications) -> Rules:
    """The strictest that any of them asks for: they are hidden together. Small ones were left out before."""
    plain = [table.k for table in tables if not table.sensitive]
    return Rules(
        least=max(plain, default=10),
        least_sensitive=max((table.k for table in tables), default=20),
        least_population=min(table.least_population for table in tables),
    )


def earlier(question_hash: str, now: AsOf) -> list[Earlier]:
    """What was told of these people before, oldest first, and how many came and went after each time."""
    every = told(question_hash)
    moments = [each.as_of for each in every] + [now]
    everybody = _everybody([table for each in every for table in each.specifications], moments)
    changes = [Change(*moved(before, after)) for before, after in pairwise(everybody)]
    return [_earlier(each, change) for each, change in zip(every, changes, strict=True)]


def told(question_hash: str) -> list[Told]:
    """What stood again adds nothing: only what was counted anew."""
    published = populations.releases_about(question_hash).filter(outcome=TableRelease.Outcome.PUBLISHED)
    moments = groupby(published, key=lambda release: AsOf(release.on, release.known_number))
    return [Told(as_of, tuple(releases)) for as_of, releases in moments]


def as_published(release: TableRelease) -> PublishedTable:
    table = release.specification
    shape = _dimensions(table, schemes_of(table))
    return PublishedTable(table.key, _population(table), shape, cells_of(release.table))


def as_json(published: PublishedTable) -> dict[str, Any]:
    """Cell by cell; what is hidden is kept as hidden, and its count nowhere."""
    return {"cells": [[list(cell), count] for cell, count in published.cells_shown.items()]}


def cells_of(said: Mapping[str, Any]) -> dict[tuple[str, ...], int | None]:
    return {tuple(cell): count for cell, count in said.get("cells", ())}


def _earlier(each: Told, change: Change) -> Earlier:
    counted = tuple(count(table, each.as_of)[0] for table in each.specifications)
    shown = tuple(as_published(release) for release in each.releases)
    return Earlier(counted, Release(shown, changes={shown[0].population: change}))


def _everybody(tables: Iterable[TableSpecification], moments: Sequence[AsOf]) -> list[People]:
    """Where everybody stood at each moment, by every property that any of the tables asks for."""
    first: TableSpecification | None = None
    schemes: dict[tuple[str, str], Scheme] = {}
    for table in tables:
        first = first or table
        schemes |= {(scheme.dimension, scheme.name): scheme for scheme in schemes_of(table)}
    if first is None:
        return []
    question = populations.question_of(first)
    return [placed(question, as_of, list(schemes.values())) for as_of in moments]


def _population(table: TableSpecification) -> str:
    return table.question_hash


def _dimensions(table: TableSpecification, schemes: Iterable[Scheme]) -> tuple[Dimension, ...]:
    return tuple(_dimension(scheme, sensitive=table.sensitive) for scheme in schemes)


def _dimension(scheme: Scheme, *, sensitive: bool) -> Dimension:
    coarser = scheme.coarser
    return Dimension(
        scheme.key,
        scheme.categories,
        coarser=_dimension(coarser, sensitive=sensitive) if coarser else None,
        parents={NOT_STATED: NOT_STATED, **coarser.parents} if coarser else {},
        sensitive=sensitive,
    )
