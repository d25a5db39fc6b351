"""Who may open accounts, who may give which role, and who may see what people tell of themselves."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel import clock
from thriving.kernel.access import EVERYTHING, NOTHING, Scope, declare, role, roles_of, signed_in
from thriving.movement import scopes
from thriving.movement.models import Audience, CountryProtection, CountryRegion, RegionScheme
from thriving.movement.roles import Role, roles

OPERATOR, LIAISON = "operator", "regional_liaison"


def parts_to_give(giver: Any, wanted: Role) -> frozenset[str] | None:
    """Over which parts ``giver`` may give the role; ``None`` is any. Operators give all roles.

    Whoever holds a role over parts of the same kind gives it over those alone.
    """
    held = roles_of(giver)
    if OPERATOR in held:
        return None
    parts: set[str] = set()
    for name in held.intersection(wanted.given_by):
        if not set(roles[name].scopes) & set(wanted.scopes):
            return None
        parts |= giver.scopes(name)
    return frozenset(parts)


def _given_by(giver: Any) -> Q:
    if OPERATOR in roles_of(giver):
        return EVERYTHING
    found = NOTHING
    for each in roles.values():
        parts = parts_to_give(giver, each)
        found |= Q(role=each.name) if parts is None else Q(role=each.name, scope__in=sorted(parts))
    return found


declare(
    welcome_people=role(OPERATOR),
    close_account=role(OPERATOR),
    load_reference=role(OPERATOR) | role("evaluator"),
    see_my_work=signed_in,
    define_terms=role(OPERATOR) | role("evaluator"),
    grant_role=Scope(_given_by),  # of holdings
    # One may always lay down one's own.
    end_role=Scope(_given_by) | Scope(lambda person: Q(person=person.pk)),
)


def _in(region: str) -> Q:
    """People who tell that they are in a region, or in a country that its newest version puts there."""
    scheme, _slash, key = region.partition("/")
    newest = RegionScheme.objects.filter(key=scheme).order_by("-version").values("pk")[:1]
    countries = CountryRegion.objects.filter(scheme__in=newest, region__key=key).values("country")
    return Q(region__scheme__key=scheme, region__key=key) | Q(country__in=countries)


def _needed_by(reader: Any) -> Q:
    """About whom the reader's roles are. A liaison reaches who is in the region and lets that be known."""
    if OPERATOR in roles_of(reader):
        return EVERYTHING
    found = NOTHING
    for scope in sorted(reader.scopes(LIAISON)):
        found |= _in(scopes.key_of(scope)) & ~Q(where_shown_to=Audience.SELF)
    return found


def reached_as(audience: Audience, reader: Any) -> Q:
    """The people to whose lines for this audience the reader belongs."""
    if audience == Audience.EVERYONE:
        return EVERYTHING
    if not getattr(reader, "is_authenticated", False):
        return NOTHING
    if audience == Audience.MEMBERS:
        return EVERYTHING
    return _needed_by(reader) if audience == Audience.NEED else Q(pk=reader.pk)


def line(column: str) -> Scope:
    """Of people: those who show this line to the reader. Who closed their account shows nothing.

    Here, and for every page, list, search, twin and file that names people, minors are left out: whatever
    they chose before, nobody but themselves is shown their name.
    """

    def reach(reader: Any) -> Q:
        shown = NOTHING
        for audience in Audience:
            if (reached := reached_as(audience, reader)) != NOTHING:
                shown |= Q((column, audience), is_active=True, shielded=False) & reached
        me = getattr(reader, "pk", None)
        return shown | Q(pk=me) if me else shown

    return Scope(reach)


def _where_it_is_safe(reader: Any) -> Q:
    """Where taking part is dangerous, only they themselves and whose role needs it read that they are there.

    An account is no hindrance: one is had in seconds.
    """
    safe = ~Q(country__in=CountryProtection.objects.on(clock.today()).values("country"))
    if not getattr(reader, "is_authenticated", False):
        return safe
    needed = _needed_by(reader)
    return EVERYTHING if needed == EVERYTHING else safe | needed | Q(pk=reader.pk)


named = line("name_shown_to")
declare(
    see_person=named,
    see_person_about=named & line("about_shown_to"),
    see_person_languages=named & line("languages_shown_to"),
    see_person_knows=named & line("knows_shown_to"),
    see_person_offers=named & line("offers_shown_to"),
    see_person_wishes=named & line("wishes_shown_to"),
    see_person_where=named & line("where_shown_to") & Scope(_where_it_is_safe),
)
