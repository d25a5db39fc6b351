"""Coming events, as whoever looks for support finds them: for all readers the same."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from math import ceil

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.movement.queries.places import protected_countries
from thriving.programs.events.models import Entrance, Event, Role
from thriving.programs.events.queries.registration import STEP
from thriving.programs.events.states.event import PUBLISHED
from thriving.programs.events.states.registration import PLACED
from thriving.programs.events.topics import SKILLS
from thriving.programs.finder import sources
from thriving.programs.matching.engine import Offer
from thriving.programs.matching.engine.said import HELD

_AN_HOUR = timedelta(hours=1)
_HAS_PLACE = Q(registrations__state=PLACED, registrations__role=Role.PARTICIPANT)


def standing(_day: date) -> str:
    """A line for each that one can register for and that has not begun: also what is full, and says so."""
    full = set(_full().values_list("key", flat=True))
    coming = _coming().order_by("pk").values_list("key", "changed_at", "admission__closes_at")
    return "\n".join(f"{key} {changed} {closes} {key in full}" for key, changed, closes in coming)


def offers(keys: Collection[str]) -> dict[str, Offer]:
    full = set(_full().filter(key__in=keys).values_list("key", flat=True))
    coming = _coming().filter(key__in=keys).select_related("admission")
    found = coming.prefetch_related("marks", "sessions")
    return {each.key: _offer(each, each.key in full) for each in found}


def _coming() -> QuerySet[Event]:
    announced = Event.objects.filter(entrance=Entrance.OPEN, state=PUBLISHED, starts_at__gt=clock.now())
    closed = Q(admission__is_open=False) | Q(admission__closes_at__lte=clock.now())
    return announced.exclude(closed)


def _full() -> QuerySet[Event]:
    """What others may be told of: of few places, or where it is dangerous, that says how many come."""
    limited = _coming().filter(capacity__gte=STEP).exclude(country__in=protected_countries())
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


sources.add("events", sources.Source(_("Event"), standing, offers))
