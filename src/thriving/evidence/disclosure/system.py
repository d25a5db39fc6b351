"""Everything that is told, and everything that must add up, as one system of linear relations.

What is counted is an *unknown*: people of one population at one place in one release. Tables that share
a margin share its unknown, so linked tables need no step of their own. Between two releases stand two more
unknowns for each place: who came and who went.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from typing import NamedTuple

from thriving.evidence.disclosure.dimensions import EVERYBODY, Dimension, Place, levels
from thriving.evidence.disclosure.relations import Relation, below, relations
from thriving.evidence.disclosure.releases import Change, Exact, Unknown
from thriving.evidence.disclosure.tables import Cell, Table


class Row(NamedTuple):
    """The sum of coefficients times unknowns equals ``bound``, or is at most that."""

    coefficients: Mapping[Unknown, int]
    equal: bool
    bound: int = 0


@dataclass(frozen=True, eq=False)
class Moment:
    """One release as counted."""

    tables: tuple[Table, ...]
    exact: tuple[Exact, ...] = ()
    changes: Mapping[str, Change] = field(default_factory=dict)  # until the population is next counted


@dataclass
class System:
    counts: dict[Unknown, int] = field(default_factory=dict)  # the truth
    told: set[Unknown] = field(default_factory=set)  # totals, and zeros by public knowledge
    uncounted: dict[Unknown, float] = field(default_factory=dict)  # in no table; at most so many
    rows: list[Row] = field(default_factory=list)


class Contradiction(ValueError):
    """Two tables count the same people differently, or a change does not fit."""


def unknown(release: int, table: Table, cell: Cell) -> Unknown:
    return Unknown(release, table.population, table.place(cell))


def system(moments: Sequence[Moment], linking: Sequence[Dimension] = ()) -> System:
    built = System()
    for number, moment in enumerate(moments):
        _count(built, number, moment.tables)
    for population, counted in _populations(moments).items():
        _relate(built, population, [moments[number] for number in counted], counted, linking)
    for number, moment in enumerate(moments):
        for each in moment.exact:
            _tell(built, number, each)
    return built


def _count(built: System, number: int, tables: Iterable[Table]) -> None:
    for table in tables:
        for cell in table.cells():
            at = unknown(number, table, cell)
            if built.counts.setdefault(at, table[cell]) != table[cell]:
                raise Contradiction(f"{table.key} and another table count {cell} differently.")
        built.told |= {unknown(number, table, cell) for cell in (table.total, *table.impossible)}


def _populations(moments: Sequence[Moment]) -> dict[str, list[int]]:
    """In which releases each population is counted."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, moment in enumerate(moments):
        for population in sorted({table.population for table in moment.tables}):
            found[population].append(number)
    return found


def _relate(
    built: System,
    population: str,
    moments: Sequence[Moment],
    numbers: Sequence[int],
    linking: Sequence[Dimension],
) -> None:
    """In every release the same relations hold, even at places that only another release tells."""
    mine = [table for moment in moments for table in moment.tables if table.population == population]
    dimensions = _checked([*linking, *(dimension for table in mine for dimension in table.dimensions)])
    places = {table.place(cell) for table in mine for cell in table.cells()}
    places |= below(places, linking)
    known = list(relations(places, dimensions))
    for number in numbers:
        here = {place: Unknown(number, population, place) for place in places}
        built.uncounted |= {at: inf for at in here.values() if at not in built.counts}
        built.rows += (_row(each, here) for each in known)
    for moment, (before, after) in zip(moments, pairwise(numbers), strict=False):
        change = _change(moment.changes, population)
        for part, people in (("joined", change.joined), ("left", change.left)):
            here = {place: Unknown(after, population, place, part) for place in places}
            built.uncounted |= dict.fromkeys(here.values(), people)
            built.rows += _moving(here, known, people)
        built.rows += (_difference(before, after, population, place) for place in places)


def _checked(dimensions: Sequence[Dimension]) -> Sequence[Dimension]:
    """One key must be one way to divide people: "other" means nothing unless the rest is the same."""
    divided: dict[str, set[str]] = {}
    for each in levels(dimensions):
        if divided.setdefault(each.key, set(each.categories)) != set(each.categories):
            raise Contradiction(f"{each.key} has different categories in two tables.")
    return dimensions


def _row(relation: Relation, here: Mapping[Place, Unknown]) -> Row:
    coefficients = {here[part]: 1 for part in relation.parts}
    return Row(coefficients | {here[whole]: -1 for whole in relation.whole}, relation.equal)


def _change(changes: Mapping[str, Change], population: str) -> Change:
    if population not in changes:
        raise Contradiction(f"Nobody said how many of {population} came and went.")
    return changes[population]


def _moving(here: Mapping[Place, Unknown], known: Iterable[Relation], people: int) -> Iterator[Row]:
    """Who came adds up as everybody does; but who learns a language has not come: a whole may lack a part."""
    yield from (_row(each, here) for each in known if len(each.whole) == 1)
    if EVERYBODY in here:
        yield Row({here[EVERYBODY]: 1}, equal=True, bound=people)


def _difference(before: int, after: int, population: str, place: Place) -> Row:
    now = Unknown(after, population, place)
    then, joined, left = now._replace(release=before), now._replace(part="joined"), now._replace(part="left")
    return Row({now: 1, then: -1, joined: -1, left: 1}, equal=True)


def _tell(built: System, number: int, exact: Exact) -> None:
    """Where the tables know only some of the places, these hold at most the total."""
    places = [Unknown(number, exact.population, place) for place in exact.places]
    known = [at for at in places if at in built.counts]
    if not known:
        return
    complete = len(known) == len(places)
    counted = sum(built.counts[at] for at in known)
    if counted > exact.people or (complete and counted < exact.people):
        raise Contradiction(f"A total of {exact.people} does not fit the {counted} that a table counts.")
    built.rows.append(Row(dict.fromkeys(known, 1), complete, exact.people))
    if complete and len(known) == 1:
        built.told.add(known[0])
