"""One asking: what is wanted, by which terms, and what follows from both before any offer is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from thriving.programs.matching.engine.said import LEAST_SHARED, Wanted
from thriving.programs.matching.engine.tree import Tree

if TYPE_CHECKING:
    from thriving.programs.matching.engine.filters import Filter


@dataclass(frozen=True)
class Terms:
    """By which rules one asks: the same for everybody who asks on that day."""

    weights: Mapping[str, int]  # by part; whole points, one hundred in all
    day: date
    filters: tuple[Filter, ...]  # in the order in which they count what they remove
    tree: Tree = field(default_factory=Tree)
    regions_of: Mapping[str, frozenset[str]] = field(default_factory=dict)  # by country
    under_served: frozenset[str] = frozenset()  # languages, countries and regions
    purpose: str = ""
    version: int = 0  # of the weights


@dataclass(frozen=True)
class Asking:
    wanted: Wanted
    terms: Terms

    @cached_property
    def near(self) -> list[tuple[int, Mapping[str, int]]]:
        """Of each wanted topic its priority, and how near every other one is to it."""
        return [(priority, self.terms.tree.near(topic)) for topic, priority in self.wanted.topics.items()]

    @cached_property
    def understood(self) -> frozenset[str]:
        """The languages in which the asker can talk."""
        return frozenset(code for code, level in self.wanted.languages.items() if level >= LEAST_SHARED)

    @cached_property
    def regions(self) -> frozenset[str]:
        """In which the asker is: by every scheme that places their country."""
        told = frozenset({self.wanted.region} if self.wanted.region else ())
        return told | self.terms.regions_of.get(self.wanted.country, frozenset())

    @cached_property
    def countries(self) -> frozenset[str]:
        """In which the asker is or, where only a region is told, may be."""
        if self.wanted.country:
            return frozenset({self.wanted.country})
        placed = self.terms.regions_of.items()
        return frozenset(code for code, regions in placed if self.wanted.region in regions)

    @cached_property
    def tells_place(self) -> bool:
        return bool(self.wanted.country or self.wanted.region)
