"""All that waits for a person: each package says what of its own does, and "My work" sets it in order.

def waiting(reader: Any, today: date) -> Iterator[work.Item]: …   # by reader-aware queries, a constant number
work.declare("plan", _("The plan"), waiting)
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.functional import Promise

from thriving.kernel.registry import Registry


@dataclass(frozen=True)
class Item:
    """One thing to do, in the words of whoever does it, in the active language."""

    title: str
    address: str  # of the page where it is done
    due: date | None  # the day by which it is wanted; none: whenever there is time
    since: date | None = None  # the day from which on it waits
    of: str = ""  # what it belongs to, such as the name of an event
    why: str = ""
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


contributors = Registry[Contributor]("package with work that waits")


def declare(name: str, title: str | Promise, waiting: Waiting) -> Contributor:
    return contributors.add(name, Contributor(name, title, waiting))


@dataclass(frozen=True)
class Waits:
    """An item, and of which package it is."""

    item: Item
    by: Contributor

    @property
    def of(self) -> str:
        return self.item.of or str(self.by.title)


def waiting_for(reader: Any, today: date, of: Container[str] | None = None) -> list[Waits]:
    """What ``reader`` can do next: the earliest first, and last what has no day.

    ``of``: the names of the packages that are asked; if it is not given, all.
    """
    asked = [each for each in contributors.values() if of is None or each.name in of]
    found = [Waits(item, each) for each in asked for item in each.waiting(reader, today)]
    return sorted(found, key=lambda waits: (waits.item.due or date.max, waits.item.title))
