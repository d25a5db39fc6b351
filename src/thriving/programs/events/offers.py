"""Coming events, as whoever looks for support finds them: for all readers the same."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date, timedelta
from math import ceil

from django.db.models import Count, F, Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.programs.events.models import Entrance, Event, Role
from thriving.programs.events.states.event import PUBLISHED
from thriving.programs.events.states.registration import PLACED
from thriving.programs.events.topics import SKILLS
from thriving.programs.finder import sources
from thriving.programs.matching.engine import Offer
from thriving.programs.matching.engine.said import HELD

_AN_HOUR = timedelta(hours=1)
_HAS_PLACE = Q(registrations__state=PLACED, registrations__role=Role.PARTICIPANT)


def open_on(_day: date) -> list[Offer]:
    """What is announced to everybody and has not begun; also what is full, which is told of it."""
    full = set(_full().values_list("pk", flat=True))
    return [_offer(each, each.pk in full) for each in _coming().prefetch_related("marks", "sessions")]


def edition(_day: date) -> Hashable:
    """Another one whenever any of it has changed or begun, or is full, or is so no longer."""
    told = _coming().aggregate(count=Count("pk"), last=Max("changed_at"))
    return (*told.values(), *_full().order_by("pk").values_list("pk", flat=True))


def _coming() -> QuerySet[Event]:
    announced = Event.objects.filter(entrance=Entrance.OPEN, state=PUBLISHED, starts_at__gt=clock.now())
    return announced.exclude(admission__is_open=False)


def _full() -> QuerySet[Event]:
    limited = _coming().filter(capacity__isnull=False)
    return limited.annotate(placed=Count("registrations", filter=_HAS_PLACE)).filter(
        placed__gte=F("capacity")
    )


def _offer(event: Event, full: bool) -> Offer:  # noqa: FBT001 -- made here alone
    length = sum((each.ends_at - each.starts_at for each in event.sessions.all()), timedelta())
    where = {event.country} if event.country and not event.is_online else set()
    return Offer(
        key=f"events:{event.key}",
        title=event.title,
        address=reverse("events:event", args=[event.key]),
        source="events",
        topics=frozenset(skill for topic in event.topics for skill in SKILLS.get(topic, ())),
        gives=frozenset({"event", "peers"}),
        languages=dict.fromkeys(event.languages, HELD),
        countries=frozenset(where),
        closes_on=event.local_start.date(),
        # Whether it is full, and no more: how many come is told in tens, so that nobody is seen coming.
        places_left=0 if full else None,
        hours=ceil(length / _AN_HOUR),
        pace="once",
        confirmed_on=event.changed_at.date(),
        sample=event.sample,
    )


sources.add("events", sources.Source(_("Event"), open_on, edition))
