"""Which roles there are to give, and who holds which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from thriving.kernel import access, clock
from thriving.kernel.models import DiaryEntry
from thriving.movement import naming, rules, scopes
from thriving.movement.models import Person, Region, RoleHolding
from thriving.movement.queries import people
from thriving.movement.roles import Role, roles
from thriving.movement.scopes import Name

REMINDED_BEFORE = timedelta(days=14)


def regions_named(keys: Collection[str] | None) -> Mapping[str, Name]:
    """Regions as "scheme/region", by their newest names; where two are named alike, with the scheme."""
    regions = Region.objects.select_related("scheme").order_by("scheme__version", "scheme__key", "key")
    newest = {f"{region.scheme.key}/{region.key}": region for region in regions}
    names = {key: naming.region_name(region.key, region.name) for key, region in newest.items()}
    alike = Counter(names.values())
    found = {key: name if alike[name] == 1 else _in_scheme(newest[key], name) for key, name in names.items()}
    return found if keys is None else {key: found[key] for key in keys if key in found}


def _in_scheme(region: Region, name: str) -> str:
    return f"{name} ({naming.scheme_title(region.scheme.key, region.scheme.title)})"


def roles_to_give(giver: Any) -> list[Role]:
    """Those that ``giver`` may give over some part of the movement, in alphabetical order."""
    return [each for each in roles.values() if rules.parts_to_give(giver, each) != frozenset()]


def not_over() -> QuerySet[RoleHolding]:
    """Held today, or to come."""
    not_yet = Q(ends_on=None) | Q(ends_on__gt=clock.today())
    return RoleHolding.objects.filter(not_yet, person__is_active=True)


def held_today() -> QuerySet[RoleHolding]:
    return not_over().filter(begins_on__lte=clock.today())


def holding(role: str) -> QuerySet[Person]:
    """Who holds a role today, over whatever part of the movement."""
    return Person.objects.filter(pk__in=held_today().filter(role=role).values("person"))


def holders_by_role() -> dict[str, int]:
    """How many people hold each role today."""
    counted = held_today().values("role").annotate(people=Count("person", distinct=True)).order_by("role")
    return {each["role"]: each["people"] for each in counted}


def ending_soon() -> QuerySet[RoleHolding]:
    soon = clock.today() + REMINDED_BEFORE
    return held_today().filter(ends_on__lte=soon).select_related("person", "granted_by").order_by("pk")


@dataclass(frozen=True)
class Held:
    """Who holds a role, as far as the reader may know them; a name that is not theirs to see is empty."""

    holding: RoleHolding
    role: Role
    over: Name
    name: str
    page: str
    given_by: str
    may_end: bool


def holders(reader: Any, role: str) -> list[Held]:
    """Of one role, today and to come, by what it is held over."""
    found = not_over().filter(role=role).order_by("scope", "begins_on", "pk")
    return _as_seen(reader, found.select_related("person", "granted_by"))


def of_person(reader: Any, person: Person) -> list[Held]:
    """What one person holds, today and to come."""
    found = not_over().filter(person=person).order_by("role", "scope", "begins_on", "pk")
    return _as_seen(reader, found.select_related("person", "granted_by"))


def _as_seen(reader: Any, found: Iterable[RoleHolding]) -> list[Held]:
    holdings = list(found)
    givers = {each.granted_by_id for each in holdings if each.granted_by_id}
    concerned = {each.person_id for each in holdings} | givers
    known = set(people.visible(reader).filter(pk__in=concerned).values_list("pk", flat=True))
    overs = scopes.names_of(each.scope for each in holdings if each.scope)
    to_end = RoleHolding.objects.filter(pk__in=[each.pk for each in holdings])
    ends = set(access.within(reader, "end_role", to_end).values_list("pk", flat=True))
    return [
        Held(
            holding=each,
            role=roles[each.role],
            over=overs.get(each.scope, ""),
            name=str(each.person) if each.person_id in known else "",
            page=each.person.page if each.person_id in known else "",
            given_by=str(each.granted_by) if each.granted_by_id in known else "",
            may_end=each.pk in ends,
        )
        for each in holdings
    ]


HISTORY_SHOWN = 100
_VERBS = ("granted_role", "ended_role")


@dataclass(frozen=True)
class Event:
    """A grant or an end, as the diary tells it to those who may give the role."""

    entry: DiaryEntry
    name: str
    over: Name
    by: str


def history(reader: Any, role: Role) -> list[Event]:
    """Newest first: what was given and ended of this role, over the parts that are the reader's to give."""
    parts = rules.parts_to_give(reader, role)
    if parts == frozenset():
        return []
    entries = DiaryEntry.objects.filter(verb__in=_VERBS, written__contains=f'"role":"{role.name}"')
    told = [each for each in entries.order_by("-number")[:HISTORY_SHOWN] if _is_of(each, role, parts)]
    keys = {each.subject.rpartition(":")[2] for each in told} | {each.actor for each in told}
    named = people.names(reader, keys)
    overs = scopes.names_of(filter(None, (_over(each) for each in told)))
    return [
        Event(
            each, named.get(each.subject.rpartition(":")[2], ""), overs.get(_over(each), ""), _by(each, named)
        )
        for each in told
    ]


def _is_of(entry: DiaryEntry, role: Role, parts: frozenset[str] | None) -> bool:
    body = entry.body or {}
    return body.get("role") == role.name and (parts is None or body.get("scope") in parts)


def _over(entry: DiaryEntry) -> str:
    return str((entry.body or {}).get("scope", ""))


def _by(entry: DiaryEntry, named: Mapping[str, str]) -> str:
    """A person's name if the reader may know it, or the command."""
    return named.get(entry.actor, entry.actor if " " in entry.actor else "")
