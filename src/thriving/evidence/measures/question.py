"""What is asked: a definition, filtered and limited to a time; and as of which two dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any, Self

from thriving.evidence.measures.conditions import Condition
from thriving.evidence.measures.specification import Side, Specification, canonical


@dataclass(frozen=True)
class AsOf:
    """What had happened by ``on``, as known at ledger number ``number``."""

    on: date
    number: int


@dataclass(frozen=True)
class Question:
    """``members`` is the named set, or the steps, that a coverage or milestones measure looks for."""

    specification: Specification
    filters: tuple[Condition, ...] = ()
    since: date | None = None
    until: date | None = None
    members: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        # A question is a value: however a caller says it, the same question is the same.
        said = tuple(sorted({Condition.of(each) for each in self.filters}))
        object.__setattr__(self, "filters", said)
        object.__setattr__(self, "members", tuple(self.members))

    @cached_property
    def hash(self) -> str:
        return sha256(canonical([self._counted, self.as_json()]).encode()).hexdigest()

    @property
    def _counted(self) -> list[Any]:
        """The part of the definition that decides what is counted: a new title or example does not."""
        it = self.specification
        return [
            it.kind,
            [[side.fact, side.where] for side in it.sides],
            it.of,
            _told(it.pairing),
            it.indicator,
            # Only where they say something, else the hash of an older question would change.
            *([it.regions] if it.regions else []),
            *([it.minimum] if it.minimum else []),
        ]

    def as_json(self) -> dict[str, Any]:
        return {
            "filters": [list(each) for each in self.filters],
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "members": list(self.members),
        }

    @classmethod
    def from_json(cls, specification: Specification, said: Mapping[str, Any]) -> Self:
        since, until = (said.get(name) and date.fromisoformat(said[name]) for name in ("since", "until"))
        return cls(
            specification, tuple(said.get("filters", ())), since, until, tuple(said.get("members", ()))
        )

    @property
    def about_people(self) -> bool:
        return self.specification.about_people

    @property
    def sides(self) -> tuple[Side, ...]:
        """The facts that are asked for, the filters applied to each side alike."""
        return tuple(
            replace(side, where=tuple(self._looked_up(each) for each in (*side.where, *self.filters)))
            for side in self.specification.sides
        )

    def _looked_up(self, condition: Condition) -> Condition:
        return condition._replace(dimension=self.specification.known_as(condition.dimension))

    @property
    def of(self) -> str:
        """What is told apart, as it is called where facts are looked at."""
        return self.specification.known_as(self.specification.of)

    def last_day(self, on: date) -> date:
        return min(on, self.until) if self.until else on

    def with_filters(self, more: Iterable[Condition]) -> Self:
        return replace(self, filters=(*self.filters, *more))


def _told(thing: Any) -> Any:
    return None if thing is None else {name: str(value) for name, value in vars(thing).items()}
