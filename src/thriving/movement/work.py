"""All that waits for a person: each package says what of its own does, and "My work" sets it in order.

def waiting(reader: Any, today: date) -> Iterator[work.Item]: …   # by reader-aware queries, a constant number
    for each in work.first(queries.to_review(reader)): …            # and of each no more than one can read
work.declare("plan", _("The plan"), waiting)

A package whose work belongs to a list of its own besides names it: lists=("grants",). Whoever shows that list
knows none of those who add to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from thriving.kernel import access
from thriving.kernel.registry import Registry

SHOWN = 20  # of one thing to do: the next come up as these are done
Record = TypeVar("Record", bound=Model)


@dataclass(frozen=True)
class Item:
    """One thing to do, in the words of whoever does it, in the active language."""

    title: str
    address: str  # of the page where it is done
    due: date | None  # the day by which it is wanted; none: whenever there is time
    since: date | None = None  # the day from which on it waits
    of: str = ""  # what it belongs to, such as the name of an event
    why: str = ""
    whose: str = ""  # what its reader is there: the one who applies, a member of the committee, an officer
    public: bool = False  # whether its words may stand in a letter: more eyes see a mailbox than a page
    kind: str = ""  # what is to be done without a word of what: it may stand in a letter always
    sample: bool = False

    def is_late(self, today: date) -> bool:
        return self.due is not None and self.due < today

    def only_counted(self) -> Item:
        """As letters may tell of it where even its kind and day would say too much in a mailbox."""
        return replace(self, public=False, kind="")


Waiting = Callable[[Any, date], Iterable[Item]]  # for a reader, on a day of theirs


@dataclass(frozen=True)
class Contributor:
    name: str
    title: str | Promise
    waiting: Waiting
    lists: frozenset[str] = frozenset()  # on which it stands besides "My work"


contributors = Registry[Contributor]("package with work that waits")


def declare(name: str, title: str | Promise, waiting: Waiting, *, lists: Collection[str] = ()) -> Contributor:
    return contributors.add(name, Contributor(name, title, waiting, frozenset(lists)))


@dataclass(frozen=True)
class Waits:
    """An item, and of which package it is."""

    item: Item
    by: Contributor

    @property
    def of(self) -> str:
        return self.item.of or str(self.by.title)


def first(found: QuerySet[Record]) -> QuerySet[Record]:
    """As many as a list shows of one thing to do, in the order of ``found``: what is most urgent first."""
    return found[:SHOWN]


def is_cut(listed: Iterable[Waits]) -> bool:
    """Whether there may be more of something than is listed."""
    counted = Counter((each.by.name, each.item.kind) for each in listed)
    return any(count >= SHOWN for count in counted.values())


def waiting_for(reader: Any, today: date, on: str = "") -> list[Waits]:
    """What ``reader`` can do next: what is late and the earliest first, and last what has no day.

    ``on``: the list that is asked for; if it is not given, all of it.
    """
    asked = [each for each in contributors.values() if not on or on in each.lists]
    with access.once():
        found = [Waits(item, each) for each in asked for item in each.waiting(reader, today)]
    return sorted(found, key=lambda waits: (waits.item.due or date.max, waits.item.title))
