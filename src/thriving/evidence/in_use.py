"""Where measures are asked: each package that asks them says so, for imports and downloads to name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thriving.kernel.registry import Registry
from thriving.kernel.words import Words

if TYPE_CHECKING:
    from thriving.evidence.asked import Asked


@dataclass(frozen=True)
class Place:
    """One question in one place: a requirement of a plan's key result."""

    collection: str  # the key of the plan
    key: str  # unique within the collection
    title: Words
    asked: Asked
    address: str  # of the page where it stands
    names: Mapping[str, Words] = field(default_factory=dict)  # of the members of its set, or of its steps
    sample: bool = False  # whether the collection is made up, and so its numbers, be there records or none


places: Registry[Callable[[], Iterable[Place]]] = Registry("place where measures are asked")


def every_place(collection: str = "") -> Iterator[Place]:
    """Every place, or those of one collection."""
    for told in places.values():
        yield from (place for place in told() if collection in ("", place.collection))
