"""Initiatives and duties as their reader may see them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from thriving.kernel import access
from thriving.movement.models import Person
from thriving.movement.queries import people
from thriving.movement.queries.places import division
from thriving.movement.queries.roles import held_today
from thriving.movement.scopes import Name, written
from thriving.plan.rules import LEAD
from thriving.programs.initiatives.models import Duty, Initiative, Part, Sort, Trait
from thriving.programs.initiatives.rules import PROGRAM
from thriving.programs.initiatives.states import HELD, OFFERED, PUBLISHED
from thriving.programs.roles import ORGANIZER

SCHEME = "wikimedia"  # by which the world is divided into regions
_PARTS = (Sort.PRIORITY, Sort.KEY_RESULT)


@dataclass(frozen=True)
class Wanted:
    """What a list asks for; an empty word asks for nothing."""

    gives: str = ""
    audience: str = ""
    barrier: str = ""
    topic: str = ""
    country: str = ""
    region: str = ""
    language: str = ""
    serves: str = ""  # "plan/priority" or "plan/key-result"


def initiatives_for(reader: Any) -> QuerySet[Initiative]:
    """All that the reader may open, with its codes; in the order of their English titles."""
    return access.within(reader, "see_initiative", Initiative.objects.prefetch_related("traits"))


def offered(reader: Any) -> QuerySet[Initiative]:
    """What stands in lists."""
    return initiatives_for(reader).filter(state__in=OFFERED)


def run_by(person: Any) -> QuerySet[Initiative]:
    return access.within(person, "run_initiative", Initiative.objects.prefetch_related("traits"))


def translated_by(person: Any) -> QuerySet[Initiative]:
    return access.within(person, "translate_initiative", Initiative.objects.all())


def matching(initiatives: QuerySet[Initiative], wanted: Wanted, *, joinable_on: date | None = None) -> Any:
    """Those that say all that is asked; ``joinable_on`` leaves those that one can join on that day."""
    asked = {
        Sort.GIVES: wanted.gives,
        Sort.AUDIENCE: wanted.audience,
        Sort.BARRIER: wanted.barrier,
        Sort.TOPIC: wanted.topic,
        Sort.LANGUAGE: wanted.language,
    }
    for sort, code in asked.items():
        if code:
            initiatives = initiatives.filter(_says(Q(sort=sort, code=code)))
    if wanted.serves:
        initiatives = initiatives.filter(_says(Q(sort__in=_PARTS, code=wanted.serves)))
    if there := _there(wanted):
        initiatives = initiatives.filter(there)
    return initiatives.filter(_joinable(joinable_on)) if joinable_on else initiatives


def serving(reader: Any, codes: Collection[str]) -> list[Initiative]:
    """What is offered and serves one of these priorities or key results, each "plan/part"."""
    serves = _says(Q(sort__in=_PARTS, code__in=list(codes)))
    return list(offered(reader).filter(serves))


def people_of(reader: Any, initiative: Initiative) -> list[tuple[str, list[people.Profile]]]:
    """Who is named, by part, as far as each lets the reader see their name."""
    named = list(initiative.people.values_list("part", "person_id"))
    visible = people.visible(reader).filter(pk__in={pk for _part, pk in named})
    pages = dict(visible.values_list("page", "pk"))
    shown = {pages[each.page]: each for each in people.profiles(reader, visible)}
    by_part = ((part, [shown[pk] for each, pk in named if each == part and pk in shown]) for part in Part)
    return [(str(part.label), found) for part, found in by_part if found]


def answerers(key: str) -> QuerySet[Person]:
    """Whom a question about an initiative reaches: its organizers, those named for it, else its leads.

    Not for readers: who they are is not said to who asks.
    """
    organizers = held_today().filter(role=ORGANIZER, scope=written(PROGRAM, key)).values("person")
    named = Q(initiatives__initiative__key=key, initiatives__part__in=[Part.RUNS, Part.ANSWERS])
    mine = Person.objects.filter(Q(pk__in=organizers) | named, is_active=True).distinct()
    return mine if mine.exists() else leads_of(key)


def leads_of(key: str) -> QuerySet[Person]:
    """Who leads a priority that the initiative serves."""
    codes = Trait.objects.filter(initiative__key=key, sort=Sort.PRIORITY).values_list("code", flat=True)
    parts = [written("priority", code) for code in codes]
    held = held_today().filter(role=LEAD, scope__in=parts).values("person")
    return Person.objects.filter(pk__in=held, is_active=True)


def initiatives_named(keys: Collection[str] | None) -> Mapping[str, Name]:
    """For grants of roles."""
    found = Initiative.objects.all() if keys is None else Initiative.objects.filter(key__in=keys)
    return {each.key: each.title for each in found.only("key", "title")}


def duties() -> QuerySet[Duty]:
    """All that are held; everybody may see them."""
    return Duty.objects.filter(state=HELD)


def duties_kept_by(person: Any) -> QuerySet[Duty]:
    return access.within(person, "keep_duty", duties())


def _says(said: Q) -> Q:
    return Q(pk__in=Trait.objects.filter(said).values("initiative"))


def _there(wanted: Wanted) -> Q | None:
    """What is for a country is what names it, what names its region, and what is for everywhere."""
    if not (wanted.country or wanted.region):
        return None
    known = division(SCHEME)
    everywhere = ~_says(Q(sort__in=(Sort.COUNTRY, Sort.REGION)))
    if wanted.country:
        region = known.newest.members.get(wanted.country, "") if known else ""
        mine = Q(sort=Sort.COUNTRY, code=wanted.country) | Q(sort=Sort.REGION, code=region)
    else:
        countries = known.newest.countries_of(wanted.region) if known else frozenset()
        mine = Q(sort=Sort.REGION, code=wanted.region) | Q(sort=Sort.COUNTRY, code__in=countries)
    return everywhere | _says(mine)


def _joinable(day: date) -> Q:
    begun, not_over = Q(opens_on=None) | Q(opens_on__lte=day), Q(closes_on=None) | Q(closes_on__gte=day)
    return Q(state=PUBLISHED) & begun & not_over & (Q(places_left=None) | Q(places_left__gt=0))
