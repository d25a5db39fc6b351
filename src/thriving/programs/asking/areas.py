"""What one can ask about, and whose people answer: the priorities of open plans, and what serves them.

An area is written as the scope of a role: "priority:thriving-movement-2019/diverse-content".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from thriving.kernel.registry import Registry
from thriving.movement import scopes
from thriving.movement.models import Person
from thriving.movement.queries.roles import held_today
from thriving.movement.scopes import Name
from thriving.plan.models import Objective, Priority
from thriving.plan.rules import LEAD, priorities_led

PRIORITY = "priority"


@dataclass(frozen=True)
class Area:
    scope: str
    title: Name
    address: str  # of the page that tells of it
    serves: str  # "plan/priority"; empty where none is named
    sample: bool = False


@dataclass(frozen=True)
class Kind:
    """A sort of area, by the keys of its scopes.

    ``open`` tells of those with these keys, or of all; ``led`` whose questions a person answers, ``None``
    being all; ``people`` who answers for one of them.
    """

    name: str
    open: Callable[[Collection[str] | None], Iterable[Area]]
    led: Callable[[Any], Collection[str] | None]
    people: Callable[[str], QuerySet[Person]]


kinds = Registry[Kind]("kind of area")


def area(scope: str) -> Area | None:
    return among([scope]).get(scope)


def among(wanted: Iterable[str]) -> Mapping[str, Area]:
    """The open ones of these, a query for each kind."""
    by_kind: dict[str, set[str]] = {}
    for scope in wanted:
        by_kind.setdefault(scopes.kind_of(scope), set()).add(scopes.key_of(scope))
    found = (each for name, keys in by_kind.items() if name in kinds for each in kinds[name].open(keys))
    return {each.scope: each for each in found}


def every() -> list[Area]:
    return [each for kind in kinds.values() for each in kind.open(None)]


def people_of(scope: str) -> QuerySet[Person]:
    """Whoever answers there and has an account that works."""
    kind = kinds[scopes.kind_of(scope)]
    return kind.people(scopes.key_of(scope)).filter(is_active=True).order_by("pk")


def objective_of(found: Area, key: str) -> Objective | None:
    """An objective of the priority that the area is."""
    if scopes.kind_of(found.scope) != PRIORITY:
        return None
    plan, _slash, priority = scopes.key_of(found.scope).partition("/")
    return Objective.objects.filter(priority__plan__key=plan, priority__key=priority, key=key).first()


def _priorities(keys: Collection[str] | None) -> Iterable[Area]:
    found = Priority.objects.filter(plan__state="open").select_related("plan")
    for each in found.order_by("-plan__starts_on", "plan__key", "position", "pk"):
        key = f"{each.plan.key}/{each.key}"
        if keys is None or key in keys:
            address = f"{reverse('plan:plan', args=[each.plan.key])}#{each.key}"
            yield Area(scopes.written(PRIORITY, key), each.title, address, key, each.plan.sample)


def _priorities_led(person: Any) -> Collection[str] | None:
    led = priorities_led(person)
    return None if led is None else {f"{plan}/{priority}" for plan, priority in led}


def _leads(key: str) -> QuerySet[Person]:
    over = Q(scope="") | Q(scope=scopes.written(PRIORITY, key))
    holding = held_today().filter(over, role=LEAD)
    return Person.objects.filter(pk__in=holding.values("person"))


kinds.add(PRIORITY, Kind(PRIORITY, _priorities, _priorities_led, _leads))
