"""Recommendations as their reader may see them, and how all of them stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from thriving.kernel import access, clock
from thriving.movement import scopes
from thriving.movement.models import Audience, Person, RoleHolding
from thriving.movement.queries.people import names
from thriving.movement.queries.roles import held_today
from thriving.movement.roles import roles
from thriving.plan.models import Objective
from thriving.plan.rules import priorities_led
from thriving.programs.councils.models import (
    Addressed,
    AnswerTime,
    Council,
    Meeting,
    Recommendation,
)
from thriving.programs.councils.states.council import SITTING
from thriving.programs.councils.states.meetings import HELD
from thriving.programs.councils.states.recommendations import ANSWERED, OPEN, PROMISES

MEETINGS = 50


def recommendations_for(reader: Any) -> QuerySet[Recommendation]:
    """Open ones first, of these the longest overdue; then the others, the newest first."""
    found = access.within(reader, "see_recommendation", Recommendation.objects.select_related("council"))
    last = Case(When(state=OPEN, then=Value(0)), default=Value(1))
    return found.alias(last=last).order_by(
        "last", Case(When(state=OPEN, then=F("due_on"))), "-adopted_on", "-pk"
    )


def of_council(reader: Any, council: Council) -> QuerySet[Recommendation]:
    return recommendations_for(reader).filter(council=council)


def recommendation_for(reader: Any, council: str, number: int) -> Recommendation | None:
    """With all that was said of it."""
    found = recommendations_for(reader).filter(council__key=council, number=number)
    said = ("answers", "follow_ups", "addressed__person", "merged")
    return (
        found.select_related("council", "addressee", "adoption__meeting", "merged_into")
        .prefetch_related(*said)
        .first()
    )


def waiting_for(reader: Any) -> QuerySet[Recommendation]:
    """What the reader is to answer, the most pressing first; and promises not yet followed up."""
    waits = Q(state=OPEN) | Q(state=ANSWERED, answer__in=PROMISES)
    found = Recommendation.objects.filter(waits).select_related("council")
    return access.within(reader, "answer_recommendation", found).order_by("due_on", "pk")


def to_adopt(reader: Any) -> QuerySet[Recommendation]:
    """Drafts of councils at work, which the reader can put to the vote."""
    drafts = Recommendation.objects.filter(council__state=SITTING).select_related("council")
    return access.within(reader, "adopt_recommendation", drafts).order_by("pk")


def overdue(council: Council | None = None) -> QuerySet[Recommendation]:
    late = Recommendation.objects.filter(state=OPEN, due_on__lt=clock.today()).select_related("council")
    return (late.filter(council=council) if council else late).order_by("due_on", "pk")


@dataclass(frozen=True)
class Standing:
    """How a council is answered."""

    waiting: int = 0
    overdue: int = 0
    judged: int = 0  # answered, or past their day
    in_time: int = 0


def standing(found: QuerySet[Recommendation]) -> Standing:
    late = Q(state=OPEN, due_on__lt=clock.today())
    counted = found.order_by().aggregate(
        waiting=Count("pk", filter=Q(state=OPEN)),
        overdue=Count("pk", filter=late),
        judged=Count("pk", filter=Q(in_time__isnull=False) | late),
        in_time=Count("pk", filter=Q(in_time=True)),
    )
    return Standing(**counted)


def answer_days(council: Council) -> int:
    """Within how many days it is to be answered."""
    own = AnswerTime.objects.filter(council=council).values_list("days", flat=True).first()
    return own or int(settings.COUNCIL_ANSWER_DAYS)


def who_can_answer() -> QuerySet[RoleHolding]:
    """Of those with such a role, the ones who let everybody read their name: it stands on the page."""
    return role_holders().filter(person__name_shown_to=Audience.EVERYONE)


def role_holders() -> QuerySet[RoleHolding]:
    """Adults who hold a role over the whole movement, or over a priority of a plan."""
    names_ = [each.name for each in roles.values() if not each.scopes or "priority" in each.scopes]
    found = held_today().filter(role__in=names_, person__shielded=False).select_related("person")
    return found.order_by("role", "scope", "person__sorted_as", "pk")


def role_title(role: str, scope: str, over: Mapping[str, Any] | None = None) -> str:
    """The role and over what it is held, such as “Program lead: Movement diversity”."""
    title = str(roles[role].title) if role in roles else role.replace("_", " ")
    if not scope:
        return title
    named = over if over is not None else scopes.names_of([scope])
    return f"{title}: {named.get(scope, scopes.key_of(scope))}"


@dataclass(frozen=True)
class Addressee:
    """The role that is asked, and the name: everybody reads both, as long as its bearer lets them."""

    role: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.role} ({self.name})" if self.name and self.role else self.name or self.role


def addressees(reader: Any, found: Iterable[Recommendation]) -> dict[int, Addressee]:
    """By recommendation, who is to answer it."""
    return _named(reader, {each.pk: (each.addressee, each.role, each.scope) for each in found})


def turns(reader: Any, found: Recommendation) -> list[tuple[Addressed, Addressee]]:
    """To whom it was given, in turn."""
    listed = list(found.addressed.all())
    named = _named(reader, {each.pk: (each.person, each.role, each.scope) for each in listed})
    return [(each, named[each.pk]) for each in listed]


def _named(reader: Any, asked: Mapping[int, tuple[Person | None, str, str]]) -> dict[int, Addressee]:
    """Two queries however many there are."""
    over = scopes.names_of({scope for _person, _role, scope in asked.values() if scope})
    seen = names_seen(reader, [person for person, _role, _scope in asked.values()])
    return {
        pk: Addressee(role_title(role, scope, over) if role else "", seen.get(person.pk if person else 0, ""))
        for pk, (person, role, scope) in asked.items()
    }


def names_seen(reader: Any, people: Iterable[Person | None]) -> dict[int, str]:
    """By number, the names that the reader may see; the others are not among them."""
    by_key = {each.key: each.pk for each in people if each is not None}
    return {by_key[key]: name for key, name in names(reader, by_key).items()}


def took_place(council: Council) -> list[Meeting]:
    """The newest meetings that were held: at one of them something can have been adopted."""
    return list(Meeting.objects.filter(council=council, state=HELD).order_by("-number")[:MEETINGS])


def served_by(found: Recommendation) -> Objective | None:
    """The objective of the plan that it serves."""
    plan, _slash, priority = found.priority.partition("/")
    named = Objective.objects.filter(priority__plan__key=plan, priority__key=priority, key=found.objective)
    return named.select_related("priority__plan").first() if found.objective else None


def overdue_beside(reader: Any) -> QuerySet[Recommendation]:
    """What others have not answered, where the reader runs the council or leads what it serves."""
    runs = Q(council__in=access.within(reader, "run_council", Council.objects.order_by()).values("pk"))
    led = priorities_led(reader)
    leads = ~Q(priority="") if led is None else Q(priority__in=[f"{plan}/{key}" for plan, key in sorted(led)])
    return overdue().filter(runs | leads).exclude(addressee=reader.pk)
