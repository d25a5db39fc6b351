"""What one can ask about, and whose people answer: the priorities of open plans, and what serves them.

An area is written as the scope of a role: "priority:thriving-movement-2019/diverse-content".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.urls import reverse

from thriving.kernel.registry import Registry
from thriving.movement import scopes
from thriving.movement.models import Person
from thriving.movement.queries.roles import held_today
from thriving.movement.rules.minors import apart_from_minors
from thriving.movement.scopes import Name
from thriving.plan.models import Objective, Priority
from thriving.plan.rules import LEAD, priorities_led
from thriving.plan.states import Level
from thriving.programs.initiatives.models import Initiative, Involvement, Part
from thriving.programs.initiatives.queries import answerers
from thriving.programs.initiatives.rules import PROGRAM
from thriving.programs.initiatives.states import PUBLISHED
from thriving.programs.roles import ORGANIZER

PRIORITY = "priority"
_ANSWERING = (Part.RUNS, Part.ANSWERS)


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
    being all, and ``reach`` the same as a filter of questions, which asks nothing by itself; ``people`` who
    answers for one of them. Few enough, they are ``listed``; others are found by their own pages.
    """

    name: str
    open: Callable[[Collection[str] | None], Iterable[Area]]
    led: Callable[[Any], Collection[str] | None]
    reach: Callable[[Any], Q]
    people: Callable[[str], QuerySet[Person]]
    listed: bool = True


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


def listed() -> list[Area]:
    return [each for kind in kinds.values() if kind.listed for each in kind.open(None)]


def around(serves: str) -> list[Area]:
    """What is listed, and what serves this priority beside it."""
    beside = (each for kind in kinds.values() if not kind.listed for each in kind.open(None))
    return [*listed(), *(each for each in beside if serves and each.serves == serves)]


def led_by(person: Any) -> list[Area]:
    """Those whose people the person belongs to."""
    led = ((kind, kind.led(person)) for kind in kinds.values())
    return [each for kind, keys in led if kind.listed or keys for each in kind.open(keys)]


def people_of(scope: str) -> QuerySet[Person]:
    """Whoever answers there and has an account that works. Adults: what they write reaches one person."""
    kind = kinds[scopes.kind_of(scope)]
    grown = kind.people(scopes.key_of(scope)).filter(apart_from_minors(), is_active=True)
    return grown.order_by("pk")


def objective_of(found: Area, key: str) -> Objective | None:
    """An objective of the priority that the area is."""
    if scopes.kind_of(found.scope) != PRIORITY:
        return None
    plan, _slash, priority = scopes.key_of(found.scope).partition("/")
    return Objective.objects.filter(priority__plan__key=plan, priority__key=priority, key=key).first()


def _priorities(keys: Collection[str] | None) -> Iterable[Area]:
    found = Priority.objects.filter(plan__state="open", level=Level.DEPARTMENT).select_related("plan")
    for each in found.order_by("-plan__starts_on", "plan__key", "position", "pk"):
        key = f"{each.plan.key}/{each.key}"
        if keys is None or key in keys:
            address = f"{reverse('plan:plan', args=[each.plan.key])}#{each.key}"
            yield Area(scopes.written(PRIORITY, key), each.title, address, key, each.plan.sample)


def _priorities_led(person: Any) -> Collection[str] | None:
    led = priorities_led(person)
    return None if led is None else {f"{plan}/{priority}" for plan, priority in led}


def _of_priorities_led(person: Any) -> Q:
    """Also what was asked of what serves them."""
    led = priorities_led(person)
    if led is None:
        return Q(area__startswith=scopes.written(PRIORITY, "")) | ~Q(serves="")
    keys = sorted(f"{plan}/{priority}" for plan, priority in led)
    return Q(area__in=[scopes.written(PRIORITY, key) for key in keys]) | Q(serves__in=keys)


def _leads(key: str) -> QuerySet[Person]:
    over = Q(scope="") | Q(scope=scopes.written(PRIORITY, key))
    holding = held_today().filter(over, role=LEAD)
    return Person.objects.filter(pk__in=holding.values("person"))


kinds.add(PRIORITY, Kind(PRIORITY, _priorities, _priorities_led, _of_priorities_led, _leads))


def _initiatives(keys: Collection[str] | None) -> Iterable[Area]:
    found = Initiative.objects.filter(state=PUBLISHED).prefetch_related("traits")
    for each in found if keys is None else found.filter(key__in=keys):
        serves = next(iter(each.priorities), "")
        address = reverse("initiatives:initiative", args=[each.key])
        yield Area(scopes.written(PROGRAM, each.key), each.title, address, serves, each.sample)


def _initiatives_led(person: Any) -> Collection[str]:
    """Those that they organize, and those for which they are named; leads reach them by what they serve."""
    named = _named_for(person).values_list("initiative__key", flat=True)
    return {*map(scopes.key_of, _organized(person)), *named}


def _of_initiatives_led(person: Any) -> Q:
    scope = Concat(Value(scopes.written(PROGRAM, "")), "initiative__key", output_field=CharField())
    named = _named_for(person).values_list(scope)
    return Q(area__in=_organized(person)) | Q(area__in=named)


def _organized(person: Any) -> list[str]:
    held = person.scopes(ORGANIZER) if hasattr(person, "scopes") else frozenset()
    return sorted(each for each in held if scopes.kind_of(each) == PROGRAM)


def _named_for(person: Any) -> QuerySet[Involvement]:
    return Involvement.objects.filter(person=getattr(person, "pk", None), part__in=_ANSWERING)


kinds.add(
    PROGRAM, Kind(PROGRAM, _initiatives, _initiatives_led, _of_initiatives_led, answerers, listed=False)
)
