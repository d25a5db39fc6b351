"""What a table is broken down by: public categories, each level with its fixed step to a coarser one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

# Where somebody stands: a category for each dimension that matters; empty means everybody.
Place = frozenset[tuple[str, str]]
EVERYBODY: Place = frozenset()


@dataclass(frozen=True, eq=False)
class Dimension:
    """One level of a public scheme, with every category, also those that nobody is in.

    ``coarser`` and ``parents`` say once and for all how its categories fold together. They belong to the
    specification: a step chosen by looking at the counts would tell something about the counts.
    """

    key: str  # the same key is the same question to the same people, in every table
    categories: tuple[str, ...]
    coarser: Dimension | None = None  # above the last level stands everybody
    parents: Mapping[str, str] = field(default_factory=dict)  # each category's in ``coarser``
    sensitive: bool = False
    protected: frozenset[str] = frozenset()  # categories of people at risk: protected countries
    overlapping: bool = False  # somebody may be in several categories: languages

    def __post_init__(self) -> None:
        if "" in self.categories or not self.categories:
            raise ValueError(f"{self.key} needs categories with names.")
        if repeated := [each for each, times in Counter(self.categories).items() if times > 1]:
            raise ValueError(f"{self.key} lists {repeated[0]} twice.")
        if self.protected - set(self.categories):
            raise ValueError(f"{self.key} protects categories that it does not have.")
        if self.coarser:
            self._check_steps(self.coarser)

    def _check_steps(self, coarser: Dimension) -> None:
        for category in self.categories:
            if self.parents.get(category) not in coarser.categories:
                raise ValueError(f"{self.key}: {category} has no place in {coarser.key}.")
        if self.overlapping != coarser.overlapping or self.sensitive > coarser.sensitive:
            raise ValueError(f"{coarser.key} must be as sensitive and as overlapping as {self.key}.")

    def children(self, parent: str) -> tuple[str, ...]:
        return tuple(each for each in self.categories if self.parents.get(each) == parent)


def common(key: str, folds: Sequence[tuple[Dimension, Mapping[str, str]]]) -> tuple[Dimension, ...]:
    """What links dimensions that divide the same people in different ways: regions of one scheme and another.

    Each fold names, for every finest value (every country), its category. Values that no fold tells apart are
    one. Give the result to ``protect`` and ``audit`` as ``linking``.
    """
    values = sorted(set().union(*(fold for _dimension, fold in folds)))
    together = {value: " + ".join(fold[value] for _dimension, fold in folds) for value in values}
    categories = tuple(dict.fromkeys(together.values()))
    return tuple(
        Dimension(
            key,
            categories,
            dimension,
            {together[value]: fold[value] for value in values},
            sensitive=dimension.sensitive,
            overlapping=dimension.overlapping,
        )
        for dimension, fold in folds
    )


def place(*categories: tuple[str, str]) -> Place:
    """``place(("region", "africa"), ("role", "organizer"))``."""
    return frozenset(categories)


def levels(dimensions: Iterable[Dimension]) -> Iterator[Dimension]:
    """The dimensions, and all coarser levels above each; a level may come more than once."""
    for each in dimensions:
        level: Dimension | None = each
        while level:
            yield level
            level = level.coarser
