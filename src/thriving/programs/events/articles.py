"""Where articles go that an event's list names: a higher package that keeps worklists fills this.

shelves.add("campaigns", Shelf(takes=…, known=…, put=…, take_off=…))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from thriving.kernel.registry import Registry
from thriving.movement.models import Person
from thriving.programs.events.models import Event, Roll


@dataclass(frozen=True)
class Article:
    title: str  # with its namespace
    wiki: str  # the name of its database


@dataclass(frozen=True)
class Shelf:
    """``put`` and ``take_off`` may refuse, with a sentence for who brought the list.

    What another list brought, or somebody did, stays when one is taken off: ``put`` gets all of a list.
    """

    takes: Callable[[Event], bool]  # whether articles of this event belong here
    known: Callable[[Event, Sequence[Article]], list[bool]]  # which of them stand here already
    put: Callable[[Roll, Sequence[Article], Person], None]
    take_off: Callable[[Roll, Person], int]  # how many things were taken back


shelves = Registry[Shelf]("shelf for articles of events")


def shelf_of(event: Event) -> Shelf | None:
    return next((shelf for shelf in shelves.values() if shelf.takes(event)), None)
