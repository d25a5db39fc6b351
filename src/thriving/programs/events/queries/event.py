from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet

from thriving.kernel import access, clock
from thriving.programs.events.models import Event, Format, Mark, Marked
from thriving.programs.events.states.event import CANCELED, DRAFT, PUBLISHED

RECENT = timedelta(days=90)  # how far back a calendar goes
COMING, PAST, MINE = "coming", "past", "mine"


@dataclass(frozen=True)
class Wanted:
    """Which events a list is asked for; where nothing is said, all."""

    when: str = COMING
    country: str = ""
    language: str = ""
    wiki: str = ""
    topic: str = ""
    format: str = ""
    initiative: str = ""
    campaign: str = ""
    serves: str = ""


def events_for(reader: Any) -> QuerySet[Event]:
    """The ones that lists may show them, in the order of their beginnings."""
    return access.within(reader, "see_event", Event.objects.prefetch_related("marks"))


def events_at(reader: Any) -> QuerySet[Event]:
    """The ones whose page they may open, if they know its address: also those for the invited."""
    return access.within(reader, "open_event", Event.objects.prefetch_related("marks", "sessions"))


def run_by(person: Any) -> QuerySet[Event]:
    return access.within(person, "run_event", Event.objects.prefetch_related("marks", "sessions"))


def translated_by(person: Any) -> QuerySet[Event]:
    listed = access.within(person, "translate_event", Event.objects.prefetch_related("marks", "sessions"))
    return listed.exclude(state=CANCELED)


def organized_by(person: Any) -> QuerySet[Event]:
    """Theirs by name: a lead runs all events, and answers for those alone that name them."""
    mine = Event.objects.filter(organizers__person=person.pk) if person.pk else Event.objects.none()
    return mine.prefetch_related("marks")


def matching(reader: Any, wanted: Wanted) -> QuerySet[Event]:
    """In the order in which they are read: what comes next first, or what was last first."""
    listed = organized_by(reader) if wanted.when == MINE else announced_for(reader)
    if wanted.when == COMING:
        listed = listed.filter(ends_at__gt=clock.now()).order_by("starts_at", "pk")
    else:
        over = Q() if wanted.when == MINE else Q(ends_at__lte=clock.now())
        listed = listed.filter(over).order_by("-starts_at", "-pk")
    return listed.filter(_is_wanted(wanted))


def announced_for(reader: Any) -> QuerySet[Event]:
    """What everybody may read, and those for the invited that are the reader's own."""
    return events_for(reader).filter(published_at__isnull=False)


def recent(reader: Any, wanted: Wanted) -> QuerySet[Event]:
    """For a calendar: what comes, and what was not long ago."""
    listed = announced_for(reader).filter(ends_at__gt=clock.now() - RECENT)
    return listed.filter(_is_wanted(wanted)).prefetch_related("sessions")


def siblings(reader: Any, event: Event) -> QuerySet[Event]:
    """The others of its series: what everybody may read, and drafts of the reader's own."""
    others = events_for(reader).filter(series=event.series_id).exclude(pk=event.pk).exclude(state=CANCELED)
    return others.order_by("starts_at", "pk") if event.series_id else Event.objects.none()


def drafts_of_series(reader: Any, event: Event) -> QuerySet[Event]:
    """All that the reader can announce at once, this one too."""
    return _of_series(reader, event).filter(state=DRAFT, ends_at__gt=clock.now())


def rest_of_series(reader: Any, event: Event) -> QuerySet[Event]:
    """All that the reader can cancel at once: what has not begun."""
    return _of_series(reader, event).filter(state__in=[DRAFT, PUBLISHED], starts_at__gt=clock.now())


def _of_series(reader: Any, event: Event) -> QuerySet[Event]:
    if event.series_id is None:
        return Event.objects.none()
    # In one order for all, so that of two who do it at once neither waits for the other for ever.
    return access.within(reader, "run_event", Event.objects.filter(series=event.series_id)).order_by("pk")


def occurring(reader: Any) -> dict[str, list[str]]:
    """What lists can be asked for: the countries, languages, wikis and topics that events have."""
    listed = announced_for(reader).order_by()
    countries = listed.exclude(country="").values_list("country", flat=True).distinct()
    marks = (
        Mark.objects.filter(event__in=listed.values("pk")).order_by().values_list("what", "code").distinct()
    )
    by_sort: dict[str, list[str]] = {}
    for what, code in marks:
        by_sort.setdefault(what, []).append(code)
    return {"country": sorted(countries), **{what: sorted(codes) for what, codes in by_sort.items()}}


def behind(listed: QuerySet[Event], key: str, wanted: Wanted) -> QuerySet[Event]:
    """The ones that follow the event with this key, which an earlier part ended with."""
    last = listed.filter(key=key).first()
    if last is None:
        return listed
    side = "gt" if wanted.when == COMING else "lt"
    later = Q((f"starts_at__{side}", last.starts_at))
    return listed.filter(later | Q(("starts_at", last.starts_at), (f"pk__{side}", last.pk)))


def _is_wanted(wanted: Wanted) -> Q:
    plain = {name: getattr(wanted, name) for name in ("country", "initiative", "campaign")}
    conditions = Q(**{name: value for name, value in plain.items() if value})
    if wanted.format == Format.ONLINE:
        conditions &= ~Q(format=Format.IN_PERSON)
    elif wanted.format:
        conditions &= ~Q(format=Format.ONLINE)
    for what in (Marked.LANGUAGE, Marked.WIKI, Marked.TOPIC, Marked.SERVES):
        if code := getattr(wanted, what.value):
            conditions &= Q(pk__in=Mark.objects.filter(what=what, code=code).values("event"))
    return conditions
