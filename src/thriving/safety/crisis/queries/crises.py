"""Crises as those read of them who answer them."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from thriving.kernel import access, clock
from thriving.movement.models import Person
from thriving.safety.crisis.models import AWAITED, Action, Clock, Crisis, Decision, Duty, Part
from thriving.safety.crisis.roles import MANAGER, RESPONDERS
from thriving.safety.crisis.rules import able
from thriving.safety.crisis.states import (
    AFTERWARDS,
    CLOSED,
    IN_HAND,
    IN_REVIEW,
    LINKED,
    NOT_QUALIFYING,
    UNDECIDED,
)


def crises_for(reader: Any) -> QuerySet[Crisis]:
    return access.within(reader, "see_crisis", Crisis.objects.all())


def listed(found: QuerySet[Crisis]) -> QuerySet[Crisis]:
    """With the clocks that run, the first due first: what a list says of each."""
    running = Clock.objects.filter(met_at=None, dropped_at=None).order_by("due_at", "pk")
    return found.prefetch_related(Prefetch("clocks", running, to_attr="running"))


def running(crisis: Crisis) -> list[Clock]:
    """Of a crisis that was listed: its clocks that run, the first due first."""
    return list(getattr(crisis, "running", ()))


def undecided(reader: Any) -> QuerySet[Crisis]:
    """Graver ones first."""
    return listed(crises_for(reader).filter(state__in=UNDECIDED).order_by("severity", "raised_at", "key"))


def in_hand(reader: Any) -> QuerySet[Crisis]:
    found = crises_for(reader).filter(state__in=(*IN_HAND, *AFTERWARDS))
    return listed(found.order_by("severity", "raised_at", "key"))


def past(reader: Any) -> QuerySet[Crisis]:
    found = crises_for(reader).filter(state__in=(CLOSED, LINKED, NOT_QUALIFYING))
    return found.order_by("-raised_at", "key")


def answered_by(reader: Any) -> QuerySet[Crisis]:
    """Those in which the reader has a part now."""
    found = access.within(reader, "see_crisis", Crisis.objects.filter(state__in=(*IN_HAND, *AFTERWARDS)))
    held = Duty.objects.filter(person=getattr(reader, "pk", None), ended_at=None)
    led = Exists(held.filter(crisis=OuterRef("pk"), part=Part.COMMANDER))
    return listed(found.filter(pk__in=held.values("crisis")).annotate(led=led).order_by("raised_at", "key"))


def known_as(crisis: Crisis) -> QuerySet[Crisis]:
    """What a report may be the same as: anything else that is open, for whoever decides on it."""
    found = Crisis.objects.exclude(state__in=(LINKED, NOT_QUALIFYING, CLOSED)).exclude(pk=crisis.pk)
    return found.order_by("-raised_at", "key")


def unread_decisions(reader: Any) -> QuerySet[Decision]:
    """What the reader may read as the second person, the first due first."""
    mine = access.within(reader, "read_decision_on_crisis", Decision.objects.all())
    return mine.select_related("crisis").order_by("decided_at", "key")


def unsettled() -> QuerySet[Crisis]:
    """Reports that nobody has decided on, or whose decision no second person has read."""
    unread = Decision.objects.filter(AWAITED, qualifies=False)
    return Crisis.objects.filter(Q(state__in=UNDECIDED) | Q(pk__in=unread.values("crisis")))


def duties_of(crisis: Crisis) -> QuerySet[Duty]:
    return crisis.duties.select_related("person")


def own_actions(reader: Any) -> QuerySet[Action]:
    found = Action.objects.filter(state=Action.State.OPEN, crisis__state__in=AFTERWARDS)
    mine = access.within(reader, "do_crisis_action", found)
    return mine.select_related("crisis").order_by("due_on", "key")


def reviews_to_accept(reader: Any) -> QuerySet[Crisis]:
    found = Crisis.objects.filter(state=IN_REVIEW)
    return access.within(reader, "accept_crisis_review", found).order_by("raised_at", "key")


def responders() -> QuerySet[Person]:
    """Who may take a part: they may act today in a role that answers crises."""
    held = able(*RESPONDERS).values("person")
    return Person.objects.without_minors().filter(pk__in=held, is_active=True).order_by("name", "username")


def managers() -> QuerySet[Person]:
    return responders().filter(pk__in=able(MANAGER).values("person"))


def late_clocks() -> QuerySet[Clock]:
    """Past their deadline, and nobody has done it."""
    found = Clock.objects.filter(met_at=None, dropped_at=None, due_at__lt=clock.now())
    return found.select_related("crisis")
