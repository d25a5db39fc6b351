from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from icalendar import Calendar, Timezone
from icalendar import Event as Entry

from thriving.kernel import outbox
from thriving.programs.events.calendars.zones import timezone
from thriving.programs.events.models import Event, Session, State
from thriving.programs.events.queries.places import Where
from thriving.ui import cldr

_PRODUCT = "-//Thriving//Events//EN"
_ASK_AGAIN = timedelta(hours=6)


@dataclass(frozen=True)
class Told:
    """An event, and what whoever reads the calendar may know of where it is."""

    event: Event
    where: Where


def calendar_of(events: Iterable[Told], name: str) -> bytes:
    """With lines folded by octets and texts escaped; the same events give the same bytes."""
    told = list(events)
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", _ASK_AGAIN, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", _ASK_AGAIN)
    for zone in _zones(told):
        made.add_component(zone)
    for each in told:
        for number, session in enumerate(each.event.sessions.all(), start=1):
            made.add_component(_entry(each, session, number))
    return bytes(made.to_ical())


def _zones(told: list[Told]) -> Iterable[Timezone]:
    years: dict[str, set[int]] = {}
    for each in told:
        for moment in (each.event.local_start, each.event.local_end):
            years.setdefault(each.event.time_zone, set()).add(moment.year)
    named = sorted(name for name in years if name != "UTC")
    return [timezone(name, min(years[name]), max(years[name])) for name in named]


def _entry(told: Told, session: Session, number: int) -> Entry:
    event = told.event
    made = Entry()
    # Numbered in the order of its sessions: the entry of one that is put off moves in the reader's calendar.
    made.add("uid", f"{event.uid}-{number}")
    made.add("dtstamp", event.changed_at)
    made.add("last-modified", event.changed_at)
    made.add("sequence", event.revision)
    made.add("dtstart", session.local_start)
    made.add("dtend", session.local_end)
    made.add("status", "CANCELLED" if event.state == State.CANCELED else "CONFIRMED")
    made.add("summary", str(event.title), parameters={"LANGUAGE": event.title.best()[1]})
    made.add("description", _description(told))
    made.add("url", _address(event))
    if place := _location(told.where):
        made.add("location", place)
    return made


def _description(told: Told) -> str:
    canceled = [str(State.CANCELED.label), told.event.reason] if told.event.state == State.CANCELED else []
    parts = [*canceled, str(told.event.text), told.where.meeting_link, _address(told.event)]
    return "\n\n".join(filter(None, parts))


def _location(where: Where) -> str:
    country = cldr.country_name(where.event.country) if where.event.country else ""
    parts = [where.address.replace("\n", ", "), where.place, country]
    return ", ".join(filter(None, parts)) or where.meeting_link


def _address(event: Event) -> str:
    return outbox.address_of("events:event", event.key)
