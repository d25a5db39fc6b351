"""Coming events, as whoever looks for support finds them: for all readers the same."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date, datetime, timedelta
from math import ceil

from django.db.models import Count, F, Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.programs.events.models import Admission, Entrance, Event, Role
from thriving.programs.events.states.event import PUBLISHED
from thriving.programs.events.states.registration import PLACED
from thriving.programs.events.topics import SKILLS
from thriving.programs.finder import sources
from thriving.programs.matching.engine import Offer
from thriving.programs.matching.engine.said import HELD

_AN_HOUR = timedelta(hours=1)
_HAS_PLACE = Q(registrations__state=PLACED, registrations__role=Role.PARTICIPANT)


def open_on(_day: date) -> list[Offer]:
    """What one can register for and has not begun; also what is full, which is told of it."""
    full = set(_full().values_list("pk", flat=True))
    coming = _coming().select_related("admission").prefetch_related("marks", "sessions")
    return [_offer(each, each.pk in full) for each in coming]


def edition(_day: date) -> Hashable:
    """Another one whenever any of it has changed, begun or closed, or is full, or is so no longer."""
    told = _coming().aggregate(count=Count("pk"), last=Max("changed_at"))
    limits = Admission.objects.filter(event__in=_coming().values("pk"), closes_at__isnull=False)
    closing = limits.order_by("event").values_list("event", "closes_at")
    return (*told.values(), *closing, *_full().order_by("pk").values_list("pk", flat=True))


def _coming() -> QuerySet[Event]:
    announced = Event.objects.filter(entrance=Entrance.OPEN, state=PUBLISHED, starts_at__gt=clock.now())
    closed = Q(admission__is_open=False) | Q(admission__closes_at__lte=clock.now())
    return announced.exclude(closed)


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
        closes_on=_closes_at(event).astimezone(event.zone).date(),
        # Whether it is full, and no more: how many come is told in tens, so that nobody is seen coming.
        places_left=0 if full else None,
        hours=ceil(length / _AN_HOUR),
        pace="once",
        confirmed_on=event.changed_at.date(),
        sample=event.sample,
    )


def _closes_at(event: Event) -> datetime:
    """When it begins at the latest: later nobody finds it any more."""
    admission = getattr(event, "admission", None)
    closes_at = admission.closes_at if admission else None
    return min(closes_at or event.starts_at, event.starts_at)


sources.add("events", sources.Source(_("Event"), open_on, edition))
