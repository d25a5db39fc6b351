"""Events of these tests, at any step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from tests.conftest import person

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.actions import Planned, Times
from thriving.programs.events.models import Event

PLANNED_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = date(2026, 3, 20)  # a Friday
DURING = datetime(2026, 3, 20, 11, tzinfo=UTC)
AFTER = datetime(2026, 3, 21, 9, tzinfo=UTC)


def times(day: date = DAY, begins: str = "10:00", ends: str = "16:30", days: int = 0) -> Times:
    return Times(day, time.fromisoformat(begins), day + timedelta(days=days), time.fromisoformat(ends))


def with_mail(username: str, address: str) -> Person:
    someone = person(username)
    someone.email = address
    someone.save()
    return someone


PLANNED: dict[str, Any] = {
    "title": Words(en="Writing about markets"),
    "text": Words(en="We write about the markets of Tamale."),
    "format": "in_person",
    "time_zone": "Africa/Accra",
    "sessions": (times(),),
    "country": "GH",
    "place": "Tamale",
    "address": "Library, room 3",
    "languages": ("en",),
    "topics": ("editing",),
    "policy": Words(en="Be kind."),
    "safety_contact": "Call the desk: 030 111",
}


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with clock.stopped_at(moment):
        yield


def planned(**otherwise: Any) -> Planned:
    return Planned(**{**PLANNED, **otherwise})


def draft(by: Person, key: str = "markets", **otherwise: Any) -> Event:
    with at(PLANNED_AT):
        return actions.plan(planned(**otherwise), key=key, by=by)


def announced(by: Person, key: str = "markets", **otherwise: Any) -> Event:
    event = draft(by, key, **otherwise)
    with at(PLANNED_AT):
        actions.publish(event, by=by)
    return event


def held(by: Person, key: str = "markets", **otherwise: Any) -> Event:
    event = announced(by, key, **otherwise)
    with at(event.ends_at + timedelta(minutes=5)):
        actions.pass_time(event, by=by)
    return event


def online(**otherwise: Any) -> dict[str, Any]:
    empty = {"country": "", "place": "", "address": "", "safety_contact": ""}
    return {"format": "online", **empty, **otherwise}


def coming(by: Person, day: date, key: str = "markets") -> Event:
    """Announced now, whenever that is, for a day to come."""
    event = actions.plan(planned(sessions=(times(day),)), key=key, by=by)
    actions.publish(event, by=by)
    return event


def reported_now(by: Person, key: str) -> Event:
    """Held some days ago, whenever now is, and reported now."""
    now = clock.now()
    with at(now - timedelta(days=10)):
        event = coming(by, (now - timedelta(days=5)).date(), key)
    actions.write_report(event, actions.Told(learned=Words(en="Begin earlier.")), by=by)
    actions.hand_in(event, by=by)
    return event


def taking_part(event: Event, *, organizer: Person, registered: Person) -> None:
    """Of an event ahead: somebody more runs it, somebody is registered, and a list waits to be taken in."""
    actions.name_organizer(event, organizer, by="test")
    actions.register(event, actions.Wishes(), by=registered)
    rows = BytesIO(b"name,came\nAma,no\n")
    actions.bring_table(event, rows, title="list.csv", agreed=False, by=organizer)


def reported(by: Person, key: str = "markets", **otherwise: Any) -> Event:
    event = held(by, key, **otherwise)
    with at(AFTER):
        actions.write_report(event, actions.Told(learned=Words(en="Begin earlier.")), by=by)
        actions.hand_in(event, by=by)
    return event
