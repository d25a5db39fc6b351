from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from thriving.kernel import access
from thriving.movement.queries.places import division
from thriving.movement.scopes import Name
from thriving.programs.initiatives.models import Initiative, Sort, Trait
from thriving.programs.initiatives.states import DRAFT, OFFERED, PUBLISHED, TOLD

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


def told() -> QuerySet[Initiative]:
    """What something public may name: drafts are named by nothing that others read."""
    return Initiative.objects.filter(state__in=TOLD)


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


def drafts_of(person: Any) -> list[Initiative]:
    """What the person could go on with."""
    return list(run_by(person).filter(state=DRAFT)) if getattr(person, "pk", None) else []


def drafts_led_by(person: Any) -> QuerySet[Initiative]:
    """What waits for the word of whoever leads one of its priorities."""
    return access.within(person, "lead_initiative", Initiative.objects.filter(state=DRAFT))


def after(initiatives: QuerySet[Initiative], key: str) -> QuerySet[Initiative]:
    """What follows the one with this key in the order of lists; all where it is not among them."""
    last = initiatives.filter(key=key).only("sort_title", "pk").first() if key else None
    if last is None:
        return initiatives
    same = Q(sort_title=last.sort_title, pk__gt=last.pk)
    return initiatives.filter(Q(sort_title__gt=last.sort_title) | same)


def codes_offered(initiatives: QuerySet[Initiative]) -> dict[str, list[str]]:
    """By sort, the codes that occur, to pick from."""
    mine = Trait.objects.filter(initiative__in=initiatives.values("pk")).order_by("sort", "code")
    found: dict[str, list[str]] = {}
    for sort, code in mine.values_list("sort", "code").distinct():
        found.setdefault(sort, []).append(code)
    return found


def initiatives_named(keys: Collection[str] | None) -> Mapping[str, Name]:
    """For grants of roles."""
    found = Initiative.objects.all() if keys is None else Initiative.objects.filter(key__in=keys)
    return {each.key: each.title for each in found.only("key", "title")}


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
