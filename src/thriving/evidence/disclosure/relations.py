"""What must add up among people at places: the parts of a place make the whole, or lie within it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from thriving.evidence.disclosure.dimensions import Dimension, Place, levels


@dataclass(frozen=True)
class Relation:
    """``parts`` together are ``whole``; or, where ``equal`` is false, at most it."""

    parts: tuple[Place, ...]
    whole: tuple[Place, ...]  # several only where people may be in several of them
    equal: bool


@dataclass(frozen=True)
class Step:
    """Some categories of a dimension, which together are everybody, or one category of a coarser level."""

    dimension: Dimension
    categories: tuple[str, ...]
    above: tuple[str, str] | None = None

    def parts(self, whole: Place) -> tuple[Place, ...]:
        rest = self._rest(whole)
        if rest is None:
            return ()
        return tuple(rest | {(self.dimension.key, category)} for category in self.categories)

    def _rest(self, whole: Place) -> Place | None:
        if self.above:
            return whole - {self.above} if self.above in whole else None
        return None if any(key == self.dimension.key for key, _category in whole) else whole


def relations(places: Collection[Place], dimensions: Iterable[Dimension]) -> Iterator[Relation]:
    """All that hold among ``places``, whichever tables they come from."""
    for step in steps(dimensions):
        for whole in places:
            parts = step.parts(whole)
            known = tuple(part for part in parts if part in places)
            if known:
                yield from _among(whole, known, step, complete=len(known) == len(parts))


def _among(whole: Place, known: tuple[Place, ...], step: Step, *, complete: bool) -> Iterator[Relation]:
    if not step.dimension.overlapping:
        yield Relation(known, (whole,), complete)
        return
    yield from (Relation((part,), (whole,), equal=False) for part in known)
    if complete:
        yield Relation((whole,), known, equal=False)


def below(places: Collection[Place], linking: Iterable[Dimension]) -> set[Place]:
    """Finer places, which no table tells, where two ways of dividing the same people meet."""
    return {
        place - {above} | {(dimension.key, category)}
        for dimension in linking
        if (coarser := dimension.coarser)
        for category in dimension.categories
        for place in places
        if (above := (coarser.key, dimension.parents[category])) in place
    }


def steps(dimensions: Iterable[Dimension]) -> Iterator[Step]:
    """From everybody to each level, and from each category of a level to those of the finer ones."""
    every = list({id(each): each for each in levels(dimensions)}.values())
    yield from {each.key: Step(each, each.categories) for each in every}.values()
    for dimension in every:
        yield from _from_coarser(dimension)


def _from_coarser(dimension: Dimension) -> Iterator[Step]:
    fold = {category: category for category in dimension.categories}
    below = dimension
    while above := below.coarser:
        fold = {category: below.parents[at] for category, at in fold.items()}
        for parent in above.categories:
            finer = tuple(category for category, at in fold.items() if at == parent)
            yield Step(dimension, finer, (above.key, parent))
        below = above
