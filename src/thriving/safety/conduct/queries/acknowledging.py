"""Who owes an acknowledgement of the version in force, and who has given it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from thriving.movement.models import Person, RoleHolding
from thriving.movement.queries import people
from thriving.movement.queries.roles import held_today
from thriving.movement.roles import roles
from thriving.safety.conduct.models import Acknowledgement, Code, RoleToAcknowledge, Version
from thriving.safety.conduct.states import HELD, IN_FORCE, SETTLED


@dataclass(frozen=True)
class Owed:
    """A version, and the roles of somebody in which it is still to be acknowledged."""

    version: Version
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Held:
    """Somebody who holds a role that asks for it; ``name`` is empty where it is not for the reader."""

    role: str
    scope: str
    name: str
    language: str = ""  # in which they acknowledged it; empty: they owe it

    @property
    def has_given(self) -> bool:
        return bool(self.language)


def waiting_holdings() -> Exists:
    """Whether a holding waits: its role asks for the version in force there, and nobody acknowledged that."""
    return Exists(_asked_of().filter(code__versions__state=IN_FORCE).exclude(Exists(_given())))


def _asked_of() -> QuerySet[RoleToAcknowledge]:
    everywhere = Q(code__scope="") | Q(code__scope=OuterRef("scope"))
    return RoleToAcknowledge.objects.filter(everywhere, role=OuterRef("role"))


def _given() -> QuerySet[Acknowledgement]:
    """Seen from a role to acknowledge, which is seen from a holding."""
    return Acknowledgement.objects.filter(
        version__code=OuterRef("code"),
        version__state=IN_FORCE,
        role=OuterRef("role"),
        person=OuterRef(OuterRef("person")),
    )


def acknowledged(person: Person) -> bool:
    """Whether they have read and will keep to what is in force in the whole movement; or nothing is."""
    return not owing([person])


def owing(people_asked: Iterable[Person]) -> set[int]:
    """Of these people, by their numbers, those who have not; one query, however many."""
    everywhere = Version.objects.filter(code__scope="", state=IN_FORCE)
    return _without(Acknowledgement.objects.all(), everywhere, people_asked)


def owed_then(people_asked: Iterable[Person], day: date, until: datetime) -> set[int]:
    """Of these people, those who until that moment had not acknowledged what was in force on that day."""
    begun = Version.objects.filter(code__scope="", state__in=HELD, in_force_on__lte=day)
    given = Acknowledgement.objects.filter(given_at__lte=until)
    return _without(given, begun.exclude(superseded_on__lte=day), people_asked)


def _without(
    given: QuerySet[Acknowledgement], versions: QuerySet[Version], people_asked: Iterable[Person]
) -> set[int]:
    theirs = given.filter(version__in=versions.values("pk"), person=OuterRef("pk"))
    asked = Person.objects.filter(Exists(versions), pk__in={each.pk for each in people_asked})
    return set(asked.exclude(Exists(theirs)).values_list("pk", flat=True))


def owed_by(person: Any) -> list[Owed]:
    """What waits for them: also what is endorsed and will be in force, so that nobody is held on that day."""
    held = [(each.role, each.scope) for each in person.holdings_today()]
    found = Version.objects.filter(state__in=SETTLED, code__roles__role__in={role for role, _scope in held})
    versions = list(found.select_related("code").prefetch_related("code__roles").distinct().order_by("pk"))
    if not versions:
        return []
    given = set(
        Acknowledgement.objects.filter(person=person.pk, version__in=versions).values_list("version", "role")
    )
    owed = [Owed(each, tuple(sorted(_missing(each, held, given)))) for each in versions]
    return [each for each in owed if each.roles]


def _missing(version: Version, held: list[tuple[str, str]], given: set[tuple[int, str]]) -> set[str]:
    asked, scope = {each.role for each in version.code.roles.all()}, version.code.scope
    concerned = {role for role, where in held if role in asked and scope in ("", where)}
    return {role for role in concerned if (version.pk, role) not in given}


def lacks(person: Any, version: Version) -> bool:
    """Whether anything is left for them to acknowledge: as themselves, or in a role of theirs."""
    given = Acknowledgement.objects.filter(person=getattr(person, "pk", None), version=version)
    return not {"", *roles_asking(person, version.code)} <= set(given.values_list("role", flat=True))


def roles_asking(person: Any, code: Code) -> list[str]:
    """The roles of theirs that ask for this code."""
    asked = set(code.roles.values_list("role", flat=True))
    held = {each.role for each in person.holdings_today() if code.scope in ("", each.scope)}
    return sorted(asked & held)


def who_owes(reader: Any, version: Version) -> list[Held]:
    """Everybody whose role asks for it, first who owes it; whom the reader may not know is not named."""
    holdings = list(_concerned(version).select_related("person").order_by("role", "scope", "pk"))
    given = {
        (each.person_id, each.role): each.language
        for each in Acknowledgement.objects.filter(version=version).only("person_id", "role", "language")
    }
    known = people.names(reader, {each.person.key for each in holdings})
    found = [
        Held(
            each.role, each.scope, known.get(each.person.key, ""), given.get((each.person_id, each.role), "")
        )
        for each in holdings
        if each.role in roles
    ]
    return sorted(found, key=lambda each: each.has_given)


def _concerned(version: Version) -> QuerySet[RoleHolding]:
    asked = RoleToAcknowledge.objects.filter(code=version.code_id).values("role")
    found = held_today().filter(role__in=asked)
    scope = version.code.scope
    return found.filter(scope=scope) if scope else found


def given_by_language(version: Version) -> list[tuple[str, int]]:
    """How many people acknowledged it in each language: told once for each person."""
    counted = Acknowledgement.objects.filter(version=version).values("language")
    rows = counted.annotate(people=Count("person", distinct=True)).order_by("-people", "language")
    return [(each["language"], each["people"]) for each in rows]


def people_owing(version: Version) -> list[Person]:
    """Those whose role asks for it and who have not said so in that role."""
    holdings = _concerned(version).select_related("person").order_by("pk")
    given = set(Acknowledgement.objects.filter(version=version).values_list("person", "role"))
    owing = {each.person_id: each.person for each in holdings if (each.person_id, each.role) not in given}
    return list(owing.values())
