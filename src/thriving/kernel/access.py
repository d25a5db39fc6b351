"""One rule answers both questions: may I, on this record, and which records may I.

A rule is a filter. The list and the single check are made from it, so they cannot disagree. Nobody is
above it, not even the operator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.db.models.constants import LOOKUP_SEP

from thriving.kernel.registry import Registry

Record = TypeVar("Record", bound=Model)

EVERYTHING = Q()
NOTHING = Q(pk__in=[])

Join = Callable[[Q, Q], Q]

# What rules were found to reach, while `once` holds.
_found: ContextVar[dict[tuple[int, type[Model], int], tuple[Scope, Any, Q]] | None] = ContextVar(
    "found", default=None
)


@contextmanager
def once() -> Iterator[None]:
    """Within, what a rule reaches is worked out once: for a page that asks a lot and changes nothing."""
    before = _found.set({})
    try:
        yield
    finally:
        _found.reset(before)


@dataclass(frozen=True)
class Scope:
    """Which records a person reaches, as a filter. One thought each: they join with ``|`` and ``&``."""

    reach: Callable[[Any], Q]
    joined: tuple[Join, Scope, Scope] | None = None

    def __or__(self, other: Scope) -> Scope:
        return self._join(_either, other)

    def __and__(self, other: Scope) -> Scope:
        return self._join(_both, other)

    def on(self, model: type[Model], person: Any) -> Q:
        """The reach on the records of ``model``, which it never repeats."""
        found = _found.get()
        if found is None:
            return self._worked_out(model, person)
        key = id(self), model, id(person)
        if key not in found:
            # With the two themselves: as long as they are kept, no other has their number.
            found[key] = self, person, self._worked_out(model, person)
        return found[key][-1]

    def _worked_out(self, model: type[Model], person: Any) -> Q:
        if self.joined is None:
            return _apart(model, self.reach(person))
        join, mine, theirs = self.joined
        return join(mine.on(model, person), theirs.on(model, person))

    def _join(self, join: Join, other: Scope) -> Scope:
        return Scope(lambda person: join(self.reach(person), other.reach(person)), (join, self, other))


def _apart(model: type[Model], reach: Q) -> Q:
    # Over a to-many relation, joined filters share a join: rows repeat, and beside a negated filter
    # Django even answers wrongly. DISTINCT would mend only the first, and spoil the caller's order and sums.
    if not _crosses_to_many(model, reach):
        return reach
    return Q(pk__in=model._base_manager.filter(reach).values("pk"))


def _either(mine: Q, theirs: Q) -> Q:
    # An empty Q() vanishes inside an OR, so "everything" must win by hand.
    if EVERYTHING in (mine, theirs):
        return EVERYTHING
    if NOTHING in (mine, theirs):
        return theirs if mine == NOTHING else mine
    return mine | theirs


def _both(mine: Q, theirs: Q) -> Q:
    return NOTHING if NOTHING in (mine, theirs) else mine & theirs


everyone = Scope(lambda _person: EVERYTHING)
nobody = Scope(lambda _person: NOTHING)


def _all_or_nothing(holds: bool) -> Q:  # noqa: FBT001 -- the only thing it takes
    return EVERYTHING if holds else NOTHING


def roles_of(person: Any) -> frozenset[str]:
    """The roles of anybody who asks; a visitor, or a command without a person, has none."""
    return getattr(person, "roles", frozenset())


signed_in = Scope(
    lambda person: _all_or_nothing(
        getattr(person, "is_authenticated", False) and getattr(person, "is_active", False)
    )
)


def role(name: str) -> Scope:
    """All records, for whoever holds the role today over the whole movement or any part of it.

    For "only in the part that I lead", write a ``Scope`` over ``person.scopes(name)``.
    """
    return Scope(lambda person: _all_or_nothing(name in roles_of(person)))


rules = Registry[Scope]("rule")


_READS = "see_"  # so rules begin that let somebody read, and do nothing; `lets_read` names the others
_reading: set[str] = set()


def declare(**scopes: Scope) -> None:
    for name, scope in scopes.items():
        rules.add(name, scope)


def lets_read(*names: str) -> None:
    """These rules let one read, whatever they are called: a role that waits for something still does it."""
    _reading.update(names)


def asking(person: Any, rule: str) -> Any:
    """As whom ``person`` asks: to read with every role, to do anything without those that wait.

    Their ``acting`` says so. Whoever has none, such as a visitor or a command, asks as they are.
    """
    if rule.startswith(_READS) or rule in _reading:
        return person
    return getattr(person, "acting", person)


def registered() -> Mapping[str, Scope]:
    return rules


def whole(person: Any) -> Any:
    """Who asks, with every role. For what a role shuts out: no conflict of interest ends while it waits."""
    return getattr(person, "whole", person)


def within(person: Any, rule: str, records: QuerySet[Record]) -> QuerySet[Record]:
    """The ones of ``records`` on which ``person`` may do ``rule``, each once."""
    reach = rules[rule].on(records.model, asking(person, rule))
    return records.none() if reach == NOTHING else records.filter(reach)


def may(person: Any, rule: str, record: Model) -> bool:
    manager = type(record)._base_manager.using(record._state.db)
    return within(person, rule, manager.filter(pk=record.pk)).exists()


def require(person: Any, rule: str, record: Model) -> None:
    if not may(person, rule, record):
        raise PermissionDenied(rule)


def holds(person: Any, rule: str) -> bool:
    """Whether ``person`` has a power that is about no single record."""
    return rules[rule].reach(asking(person, rule)) == EVERYTHING


def require_holds(person: Any, rule: str) -> None:
    if not holds(person, rule):
        raise PermissionDenied(rule)


def _crosses_to_many(model: type[Model], reach: Q) -> bool:
    return any(_is_to_many(model, path) for path in _paths(reach))


def _paths(reach: Q) -> Iterator[str]:
    for child in reach.children:
        if isinstance(child, Q):
            yield from _paths(child)
        elif isinstance(child, tuple):
            yield child[0]


@cache
def _is_to_many(model: type[Model], path: str) -> bool:
    here: type[Model] | None = model
    for name in path.split(LOOKUP_SEP):
        step = _relations(here).get(name) if here else None
        if step is None:
            return False
        if step.one_to_many or step.many_to_many:
            return True
        here = step.related_model
    return False


def _relations(model: type[Model]) -> dict[str, Any]:
    """By the names that a filter uses, forward and backward."""
    return {field.name: field for field in model._meta.get_fields() if field.is_relation}
