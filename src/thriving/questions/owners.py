"""What questions can belong to: each package with such things says whose rules guard them.

owners.declare("event", may_edit="run_event", may_read="run_event", record=…, title=…, back_to=…)
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from thriving.kernel import access
from thriving.kernel.registry import Registry
from thriving.movement.models import Person


def _no_day(_key: str) -> date | None:
    return None


def _as_they_show_themselves(reader: Any, people: Collection[int]) -> dict[int, str]:
    shown = access.within(reader, "see_person", Person.objects.filter(pk__in=people))
    return {person.pk: person.called for person in shown}


@dataclass(frozen=True)
class Sort:
    """One sort of owner. Its rules are asked of its record; without a record nobody may do anything."""

    name: str
    may_edit: str  # the rule for writing the questions
    may_read: str  # the rule for reading what is answered
    record: Callable[[str], Model | None]
    title: Callable[[str], str]
    back_to: Callable[[str], str]  # the address of its page
    may_require: bool = True  # whether a question may be asked that everybody must answer
    last_day: Callable[[str], date | None] = _no_day  # from which days until deletion are counted
    answers_elsewhere: bool = False  # whether its package keeps the answers, and deletes them as promised
    # What those who answered are called, for a reader of single sheets.
    called: Callable[[Any, Collection[int]], dict[int, str]] = _as_they_show_themselves


sorts = Registry[Sort]("sort of owner of questions")


def declare(name: str, **told: Any) -> Sort:
    return sorts.add(name, Sort(name, **told))


@dataclass(frozen=True)
class Owner:
    """What one questionnaire belongs to, written "event:photo-walk"."""

    sort: Sort
    key: str

    @property
    def title(self) -> str:
        return self.sort.title(self.key)

    @property
    def address(self) -> str:
        return self.sort.back_to(self.key)

    @property
    def last_day(self) -> date | None:
        return self.sort.last_day(self.key)

    @property
    def may_require(self) -> bool:
        return self.sort.may_require

    def lets_edit(self, person: Any) -> bool:
        return self._lets(person, self.sort.may_edit)

    def lets_read(self, person: Any) -> bool:
        return not self.sort.answers_elsewhere and self._lets(person, self.sort.may_read)

    def _lets(self, person: Any, rule: str) -> bool:
        record = self.sort.record(self.key)
        return record is not None and access.may(person, rule, record)


def owner_of(written: str) -> Owner:
    """Raises KeyError where no package has such things."""
    name, _colon, key = written.partition(":")
    return Owner(sorts[name], key)
