"""What a reader of every release knows: the numbers that stand there, and what must add up.

Written for the attacker, from what is published alone. The protector has its own account (``relations``,
``system``), so that a mistake in one shows in the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from typing import NamedTuple

from thriving.evidence.disclosure.dimensions import EVERYBODY, Dimension, Place, levels
from thriving.evidence.disclosure.releases import Release, Unknown
from thriving.evidence.disclosure.tables import PublishedTable

Parts = Mapping[tuple[Place, int], set[Place]]  # of a place, by the number of the dimension that parts it


class Fact(NamedTuple):
    """``low`` ≤ the sum of ``plus`` less the sum of ``minus`` ≤ ``high``."""

    plus: tuple[Unknown, ...]
    minus: tuple[Unknown, ...]
    low: float = 0
    high: float = 0


@dataclass
class Knowledge:
    shown: dict[Unknown, int] = field(default_factory=dict)
    hidden: set[Unknown] = field(default_factory=set)
    facts: list[Fact] = field(default_factory=list)


def knowledge(releases: Sequence[Release], linking: Sequence[Dimension] = ()) -> Knowledge:
    known = Knowledge()
    for number, release in enumerate(releases):
        _read(known, number, release)
    every = [table for release in releases for table in release.tables]
    for population, places in _places(every).items():
        dimensions = [*_dimensions(every, population), *linking]
        known.facts += _story(releases, population, places | _finer(places, linking), dimensions)
    known.hidden -= known.shown.keys()
    return known


def _read(known: Knowledge, number: int, release: Release) -> None:
    for table in release.tables:
        for cell, count in table.cells_shown.items():
            at = Unknown(number, table.population, table.place(cell))
            if cell in table.impossible:
                known.shown[at] = 0
            elif count is None:
                known.hidden.add(at)
            else:
                known.shown[at] = count
    for each in release.exact:
        _read_exact(known, [Unknown(number, each.population, place) for place in each.places], each.people)


def _read_exact(known: Knowledge, places: Sequence[Unknown], people: int) -> None:
    seen = known.shown.keys() | known.hidden
    here = tuple(at for at in places if at in seen)
    known.facts.append(Fact(here, (), people if len(here) == len(places) else 0, people))


def _places(tables: Iterable[PublishedTable]) -> dict[str, set[Place]]:
    found: dict[str, set[Place]] = defaultdict(set)
    for table in tables:
        found[table.population].update(table.place(cell) for cell in table.cells_shown)
    return found


def _dimensions(tables: Iterable[PublishedTable], population: str) -> list[Dimension]:
    mine = [each for table in tables if table.population == population for each in table.dimensions]
    return list({id(each): each for each in levels(mine)}.values())


def _finer(places: set[Place], linking: Sequence[Dimension]) -> set[Place]:
    """Where somebody at a place may stand by what lies below two ways to divide people."""
    found = set()
    for dimension in linking:
        for category in dimension.categories:
            above = set(_above(dimension, category))
            found |= {place - above | {(dimension.key, category)} for place in places if place & above}
    return found


def _sums(
    places: set[Place], dimensions: Sequence[Dimension], number: int, population: str, part: str = ""
) -> Iterator[Fact]:
    """Each place is the sum of its parts, or holds what is known of them."""

    def unknowns(some: Iterable[Place]) -> tuple[Unknown, ...]:
        return tuple(Unknown(number, population, each, part) for each in sorted(some, key=sorted))

    for (whole, which), parts in _parts(places, dimensions).items():
        dimension = dimensions[which]
        complete = len(parts) == _how_many(whole, dimension)
        if not dimension.overlapping:
            yield Fact(unknowns(parts), unknowns([whole]), 0 if complete else -inf, 0)
            continue
        yield from (Fact(unknowns([each]), unknowns([whole]), -inf, 0) for each in parts)
        if complete and not part:
            yield Fact(unknowns(parts), unknowns([whole]), 0, inf)


def _parts(places: set[Place], dimensions: Sequence[Dimension]) -> Parts:
    """Walk up from each place: without a category, or with a coarser one instead, it is part of a whole."""
    found: dict[tuple[Place, int], set[Place]] = defaultdict(set)
    for number, dimension in enumerate(dimensions):
        for place in places:
            for own in (each for each in place if each[0] == dimension.key):
                rest = place - {own}
                for whole in (rest, *(rest | {above} for above in _above(dimension, own[1]))):
                    if whole in places:
                        found[whole, number].add(place)
    return found


def _above(dimension: Dimension, category: str) -> Iterator[tuple[str, str]]:
    while dimension.coarser:
        category, dimension = dimension.parents[category], dimension.coarser
        yield dimension.key, category


def _how_many(whole: Place, dimension: Dimension) -> int:
    """Into how many parts ``dimension`` divides ``whole``: below its category where that is coarser."""
    return sum(
        1
        for category in dimension.categories
        if not (coarser := {key for key, _ in _above(dimension, category)} & {key for key, _ in whole})
        or all(above in whole for above in _above(dimension, category) if above[0] in coarser)
    )


def _story(
    releases: Sequence[Release], population: str, places: set[Place], dimensions: Sequence[Dimension]
) -> Iterator[Fact]:
    """What must add up in each release of a population, and from each to the next."""
    told = [n for n, each in enumerate(releases) if any(t.population == population for t in each.tables)]
    for number in told:
        yield from _sums(places, dimensions, number, population)
    for before, after in pairwise(told):
        change = releases[before].changes[population]
        for part, people in (("joined", change.joined), ("left", change.left)):
            yield from _sums(places, dimensions, after, population, part)
            yield from _movers(places, after, population, part, people)
        yield from (_balance(place, before, after, population) for place in places)


def _movers(places: set[Place], number: int, population: str, part: str, people: int) -> Iterator[Fact]:
    for place in places:
        exactly = place == EVERYBODY
        yield Fact((Unknown(number, population, place, part),), (), people if exactly else 0, people)


def _balance(place: Place, before: int, after: int, population: str) -> Fact:
    """Those of before and those who came are those of now and those who went."""
    now, then = Unknown(after, population, place), Unknown(before, population, place)
    return Fact((then, now._replace(part="joined")), (now, now._replace(part="left")))
