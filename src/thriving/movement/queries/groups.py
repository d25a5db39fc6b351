"""Affiliates and communities as their reader may see them, and what the lists of them can ask."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from thriving.kernel import access
from thriving.kernel.words import Words
from thriving.movement import scopes
from thriving.movement.models import Affiliate, Community, Reach
from thriving.movement.naming import WIKIMEDIA_REGIONS, region_name
from thriving.movement.queries.people import names
from thriving.movement.queries.places import division
from thriving.movement.queries.roles import held_today
from thriving.movement.roles import OFFICERS_OF_AFFILIATES, roles
from thriving.movement.scopes import Name
from thriving.movement.states import PUBLIC, STANDING

Group = TypeVar("Group", Affiliate, Community)
SCHEME = "wikimedia"  # by which lists are divided into regions


@dataclass(frozen=True)
class Wanted:
    """What a list asks for; an empty word asks for nothing."""

    country: str = ""
    region: str = ""
    language: str = ""
    kind: str = ""


def affiliates_for(reader: Any) -> QuerySet[Affiliate]:
    return access.within(reader, "see_affiliate", Affiliate.objects.all())


def affiliates_to_describe(reader: Any) -> QuerySet[Affiliate]:
    return access.within(reader, "describe_affiliate", affiliates_for(reader))


def recognitions_for(reader: Any) -> QuerySet[Affiliate]:
    """Those whose recognition the reader may follow step by step."""
    return access.within(reader, "follow_recognition", affiliates_for(reader))


def communities_for(reader: Any) -> QuerySet[Community]:
    return access.within(reader, "see_community", Community.objects.all())


def communities_to_describe(reader: Any) -> QuerySet[Community]:
    return access.within(reader, "describe_community", Community.objects.all())


def standing(affiliates: QuerySet[Affiliate]) -> QuerySet[Affiliate]:
    """Without those that are no affiliates yet, or no longer."""
    return affiliates.filter(state__in=STANDING)


def matching(groups: QuerySet[Group], wanted: Wanted) -> QuerySet[Group]:
    """Each once: several countries of one group are one group."""
    if wanted.kind:
        groups = groups.filter(kind=wanted.kind)
    for what, code in ((Reach.COUNTRY, wanted.country), (Reach.LANGUAGE, wanted.language)):
        if code:
            groups = groups.filter(pk__in=_reaching(groups.model, Q(what=what, code=code)))
    if wanted.region:
        groups = groups.filter(pk__in=_reaching(groups.model, in_region(wanted.region)))
    return groups


def regions() -> dict[str, str]:
    """Those by which lists are divided, by key; the usual ones before the reference files are loaded."""
    known = division(SCHEME)
    told: Mapping[str, Words | None] = known.newest.names if known else dict.fromkeys(WIKIMEDIA_REGIONS)
    return {key: region_name(key, name) for key, name in told.items()}


def region_names(group: Affiliate | Community) -> list[str]:
    known = regions()
    return [known.get(key) or region_name(key) for key in group.regions]


def officers(reader: Any, affiliate: Affiliate) -> list[tuple[Name, list[str]]]:
    """Who answers for the affiliate, by role, as far as each lets the reader see their name."""
    scope = scopes.written("affiliate", affiliate.key)
    held = (
        held_today().filter(role__in=OFFICERS_OF_AFFILIATES, scope=scope).values_list("role", "person__key")
    )
    keys_by_role: dict[str, list[str]] = {name: [] for name in OFFICERS_OF_AFFILIATES}
    for role, key in held:
        keys_by_role[role].append(key)
    shown = names(reader, [key for keys in keys_by_role.values() for key in keys])
    named = (
        (roles[role].title, [shown[key] for key in keys if key in shown])
        for role, keys in keys_by_role.items()
    )
    return [(title, sorted(found)) for title, found in named if found]


def in_region(region: str) -> Q:
    """What serves the region as a whole, or a country that lies in it today."""
    known = division(SCHEME)
    countries = known.newest.countries_of(region) if known else frozenset()
    return Q(what=Reach.REGION, code=region) | Q(what=Reach.COUNTRY, code__in=countries)


def _reaching(model: type[Model], reach: Q) -> QuerySet[Any, Any]:
    ties = model._meta.get_field("reaches").related_model
    owner = model._meta.model_name or ""
    return ties._default_manager.filter(reach).values(owner)  # type: ignore[union-attr]


def after(groups: QuerySet[Group], key: str) -> QuerySet[Group]:
    """What follows the group ``key`` in the order of lists; all of it where that group is not among them."""
    last = groups.filter(key=key).only("sort_name", "pk").first() if key else None
    if last is None:
        return groups
    return groups.filter(Q(sort_name__gt=last.sort_name) | Q(sort_name=last.sort_name, pk__gt=last.pk))


def serving_country(reader: Any, code: str) -> list[Affiliate]:
    """The affiliates of a country, for its page and for whoever searches it."""
    found = matching(standing(affiliates_for(reader)), Wanted(country=code))
    return list(found.prefetch_related("reaches"))


def serving_countries(reader: Any, codes: Iterable[str]) -> dict[str, list[Affiliate]]:
    """The same for several countries at once, by code."""
    wanted = set(codes)
    found = standing(affiliates_for(reader)).filter(
        pk__in=_reaching(Affiliate, Q(what=Reach.COUNTRY, code__in=wanted))
    )
    by_code: dict[str, list[Affiliate]] = {code: [] for code in wanted}
    for affiliate in found.prefetch_related("reaches"):
        for code in wanted.intersection(affiliate.countries):
            by_code[code].append(affiliate)
    return by_code


def codes_served(groups: QuerySet[Group], what: Reach) -> list[str]:
    """Which codes occur among the groups, to pick from."""
    ties: Any = groups.model._meta.get_field("reaches").related_model
    owner = groups.model._meta.model_name
    mine = ties._default_manager.filter(**{f"{owner}__in": groups.values("pk")}, what=what)
    return list(mine.order_by("code").values_list("code", flat=True).distinct())


def affiliates_named(keys: Collection[str] | None) -> Mapping[str, Name]:
    """For grants of roles: affiliates that stand, by key."""
    found = (
        Affiliate.objects.filter(state__in=PUBLIC) if keys is None else Affiliate.objects.filter(key__in=keys)
    )
    return {each.key: each.name for each in found.only("key", "name")}


def communities_named(keys: Collection[str] | None) -> Mapping[str, Name]:
    found = Community.objects.all() if keys is None else Community.objects.filter(key__in=keys)
    return {each.key: each.name for each in found.only("key", "name")}
