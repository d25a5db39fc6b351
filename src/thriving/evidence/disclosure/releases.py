"""What goes out together, what went out before, and what else is known of the same people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from thriving.evidence.disclosure.dimensions import Place
from thriving.evidence.disclosure.tables import PublishedTable, Table


class Unknown(NamedTuple):
    """People of ``population`` at ``place`` in ``release``: those there, or who joined or left since."""

    release: int
    population: str
    place: Place
    part: str = ""


@dataclass(frozen=True)
class Exact:
    """A total that is published as it is, such as a key result's own: people at any of ``places``."""

    population: str
    places: frozenset[Place]  # nobody stands at two of them
    people: int


@dataclass(frozen=True)
class Change:
    """How many people came and went between two releases. Who moved to another cell did both.

    An attacker is assumed to know both numbers.
    """

    joined: int
    left: int

    @property
    def people(self) -> int:
        return self.joined + self.left


@dataclass(frozen=True, eq=False)
class Release:
    """What everybody sees at one time."""

    tables: tuple[PublishedTable, ...]
    exact: tuple[Exact, ...] = ()
    changes: Mapping[str, Change] = field(default_factory=dict)  # until the population is next counted


@dataclass(frozen=True, eq=False)
class Earlier:
    """A release that is out, with what was counted for it. The same tables, in the same order, twice."""

    counted: tuple[Table, ...]
    release: Release
