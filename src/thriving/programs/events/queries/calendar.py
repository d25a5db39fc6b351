"""Whose calendar a secret address is, and what stands in it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thriving.kernel import clock
from thriving.movement.models import Person
from thriving.programs.events.models import Event, Feed, Registration
from thriving.programs.events.queries.event import RECENT, organized_by
from thriving.programs.events.queries.registration import events_of
from thriving.programs.events.states.registration import PLACED


def owner_of(secret: str) -> Person | None:
    """Nobody, where the address was taken back or its owner's account is closed."""
    found = Feed.objects.filter(digest=Feed.digest_of(secret), person__is_active=True).select_related(
        "person"
    )
    return next((feed.person for feed in found), None)


def events_within(person: Person) -> frozenset[int]:
    """Which events tell them where exactly: by id."""
    placed = Registration.objects.filter(person=person, state=PLACED).values_list("event", flat=True)
    return frozenset(placed) | frozenset(organized_by(person).values_list("pk", flat=True))


def calendar_for(person: Person) -> QuerySet[Event]:
    """What they organize, and what they are registered for."""
    mine = Q(pk__in=organized_by(person).values("pk")) | Q(pk__in=events_of(person).values("pk"))
    listed = Event.objects.filter(mine, published_at__isnull=False, ends_at__gt=clock.now() - RECENT)
    return listed.prefetch_related("marks", "sessions")
