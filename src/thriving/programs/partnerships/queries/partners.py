from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from thriving.kernel import access
from thriving.kernel.words import Words
from thriving.movement.queries.groups import SCHEME
from thriving.movement.queries.places import division
from thriving.movement.queries.places import region_of as region_of_country
from thriving.programs.partnerships.models import Meeting, Partner


@dataclass(frozen=True)
class Wanted:
    """What the directory is asked for; an empty word asks for nothing."""

    region: str = ""
    country: str = ""
    kind: str = ""
    language: str = ""


def partners_for(reader: Any) -> QuerySet[Partner]:
    return access.within(reader, "see_partner", Partner.objects.select_related("affiliate"))


def meetings_for(reader: Any) -> QuerySet[Meeting]:
    """Newest first; those that were withdrawn only for whoever works with partners."""
    found = Meeting.objects.select_related("partner__affiliate")
    return access.within(reader, "see_partner_meeting", found)


def matching(partners: QuerySet[Partner], wanted: Wanted) -> QuerySet[Partner]:
    if wanted.region:
        partners = partners.filter(_in_region(wanted.region))
    if wanted.country:
        partners = partners.filter(country=wanted.country)
    if wanted.kind:
        partners = partners.filter(kind=wanted.kind)
    if wanted.language:
        partners = partners.filter(spoken__code=wanted.language)
    return partners


def region_of(partner: Partner, on: date) -> str:
    """By the scheme of that day; what has no country tells its region itself."""
    placed = region_of_country(partner.country, SCHEME, on) if partner.country else None
    return placed or partner.region


def regions_of(partners: Sequence[Partner], on: date) -> dict[int, str]:
    """The same of many, by their numbers: the scheme is read once."""
    known = division(SCHEME)
    placed = known.on(on).members if known else {}
    return {each.pk: placed.get(each.country) or each.region for each in partners}


@dataclass(frozen=True)
class Met:
    """A meeting as a page of another package tells it."""

    partner: str  # its key
    name: Words
    kind: str  # in words
    url: str
    on: date


def met_by_region(
    reader: Any, *, topic: str = "", since: date | None = None, until: date | None = None
) -> dict[str, list[Met]]:
    """Whom we met, by the region where they are: only the partners of which the reader may read."""
    found = meetings_for(reader).filter(withdrawn_at=None, partner__in=partners_for(reader).values("pk"))
    bounds = {"topic": topic, "on__gte": since, "on__lte": until}
    met: dict[str, list[Met]] = {}
    for each in found.filter(**{name: value for name, value in bounds.items() if value}):
        met.setdefault(each.region, []).append(_met(each))
    return met


def _met(meeting: Meeting) -> Met:
    partner = meeting.partner
    address = f"{reverse('partnerships:partner', args=[partner.key])}#meeting-{meeting.pk}"
    return Met(partner.key, partner.title, partner.get_kind_display(), address, meeting.on)


def _in_region(region: str) -> Q:
    known = division(SCHEME)
    countries = known.newest.countries_of(region) if known else frozenset()
    return Q(country__in=countries) | Q(country="", region=region)
