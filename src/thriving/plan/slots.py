"""Places beside a requirement, on the page of its key result and on the board, that higher packages fill.

A page is kept, and is the same for every reader. So what fills it depends on nothing but the records and
the two dates, and its ``edition`` changes whenever the records do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.safestring import SafeString, mark_safe

from thriving.kernel.registry import Registry
from thriving.plan.standing.requirements import RequirementStanding

Place = Literal["members", "below", "board"]


@dataclass(frozen=True)
class Seen:
    """A requirement as the page tells it: what had happened by ``on``, as known on ``known_on``."""

    plan: str
    requirement: RequirementStanding
    on: date
    known_on: date


@dataclass(frozen=True)
class Filler:
    fill: Callable[[Seen], str]  # gives safe HTML, or nothing where it has nothing to say
    edition: Callable[[], str] = lambda: ""


fillers: dict[Place, Registry[Filler]] = {
    "members": Registry("filler in place of the table of a named set"),
    "below": Registry("filler below a requirement"),
    "board": Registry("filler on the one page of the plan"),
}


def add(name: str, filler: Filler, place: Place = "below") -> None:
    fillers[place].add(name, filler)


def filled(place: Place, seen: Seen) -> SafeString:
    parts = (filler.fill(seen) for filler in fillers[place].values())
    return mark_safe("".join(parts))  # noqa: S308 -- each filler promises safe HTML


def edition() -> str:
    """Of everything that fills a place."""
    return "|".join(_editions())


def _editions() -> Iterator[str]:
    for registry in fillers.values():
        yield from (filler.edition() for filler in registry.values())
