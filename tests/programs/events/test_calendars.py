"""What calendars read: checked by reading it back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar, Component
from tests.conftest import Cast
from tests.programs.events import world

from thriving.kernel.models import Mail
from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.actions import Wishes
from thriving.programs.events.calendars import zones
from thriving.programs.events.models import Event, Feed
from thriving.programs.events.queries.registration import token_of

pytestmark = pytest.mark.django_db


def fetch(client: Client, address: str) -> bytes:
    with world.at(world.PLANNED_AT):
        response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return response.content


def entries(body: bytes) -> list[Component]:
    return list(Calendar.from_ical(body).walk("VEVENT"))


def one(client: Client, event: Event) -> Component:
    (entry,) = entries(fetch(client, reverse("events:one_calendar", args=[event.key])))
    return entry


def test_an_entry_says_what_and_when(client: Client, organizer: Person) -> None:
    entry = one(client, world.announced(organizer))
    assert (str(entry["SUMMARY"]), str(entry["STATUS"])) == ("Writing about markets", "CONFIRMED")
    assert entry["DTSTART"].dt == datetime(2026, 3, 20, 10, tzinfo=ZoneInfo("Africa/Accra"))
    assert entry["DTEND"].dt - entry["DTSTART"].dt == timedelta(hours=6, minutes=30)
    assert str(entry["LOCATION"]) == "Tamale, Ghana"
    assert str(entry["URL"]).endswith("/events/markets/")


def test_each_session_is_an_entry_with_an_identity_that_stays(client: Client, organizer: Person) -> None:
    sessions = (world.times(), world.times(date(2026, 3, 21)))
    event = world.announced(organizer, sessions=sessions)
    address = reverse("events:one_calendar", args=[event.key])
    before = [str(each["UID"]) for each in entries(fetch(client, address))]
    with world.at(world.PLANNED_AT):
        moved = (world.times(date(2026, 4, 3)), world.times(date(2026, 4, 4)))
        actions.change(event, world.planned(sessions=moved), by=organizer)
    after = entries(fetch(client, address))
    assert [str(each["UID"]) for each in after] == before
    assert [(each["SEQUENCE"], each["DTSTART"].dt.date()) for each in after] == [
        (1, date(2026, 4, 3)),
        (1, date(2026, 4, 4)),
    ]


def test_a_canceled_one_stays_as_canceled(client: Client, organizer: Person) -> None:
    event = world.announced(organizer)
    with world.at(world.PLANNED_AT):
        actions.cancel(event, reason="No hall", by=organizer)
    entry = one(client, event)
    assert (str(entry["STATUS"]), entry["SEQUENCE"]) == ("CANCELLED", 1)
    assert entry["LAST-MODIFIED"].dt == world.PLANNED_AT


HOSTILE = 'a\\, b; "c"\nEND:VEVENT\nBEGIN:VALARM\r\nATTACH:file:///etc/passwd\u2028\u202e:evil'


def test_hostile_words_stay_words(client: Client, organizer: Person) -> None:
    text = Words(en=HOSTILE * 20)
    event = world.announced(organizer, title=Words(en=HOSTILE[:100]), text=text, place=HOSTILE[:90])
    body = fetch(client, reverse("events:one_calendar", args=[event.key]))
    (entry,) = entries(body)
    assert [each.name for each in Calendar.from_ical(body).walk()].count("VALARM") == 0
    assert str(entry["DESCRIPTION"]).startswith('a\\, b; "c"\nEND:VEVENT\nBEGIN:VALARM')
    assert "\u202e" not in body.decode()


def test_lines_are_folded_by_octets(client: Client, organizer: Person) -> None:
    event = world.announced(organizer, title=Words(ar="سوق " * 30), text=Words(en="🛒" * 200))
    body = fetch(client, reverse("events:one_calendar", args=[event.key]))
    lines = body.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines]  # no letter is cut in two
    assert b"\n" not in body.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("zone", "year", "told"),
    [
        ("Europe/Berlin", 2026, [("20260329T020000", 1, 2), ("20261025T030000", 2, 1)]),
        ("Australia/Sydney", 2026, [("20260405T030000", 11, 10), ("20261004T020000", 10, 11)]),
        ("Africa/Casablanca", 2026, [("20260215T030000", 1, 0), ("20260322T020000", 0, 1)]),  # Ramadan
        ("Africa/Accra", 2026, []),
    ],
)
def test_a_zone_has_its_own_changes(zone: str, year: int, told: list[Any]) -> None:
    observances = zones.timezone(zone, year, year).subcomponents[1:]
    found = [
        (
            each["DTSTART"].to_ical().decode(),
            each["TZOFFSETFROM"].td // timedelta(hours=1),
            each["TZOFFSETTO"].td // timedelta(hours=1),
        )
        for each in observances
    ]
    assert found == told


def test_another_reader_of_the_zone_finds_the_same_moment(client: Client, organizer: Person) -> None:
    """By the calendar's own account of the zone, not by the name that it shares with ours."""
    sessions = (world.times(date(2026, 10, 24)), world.times(date(2026, 10, 26)))
    event = world.announced(organizer, time_zone="Europe/Berlin", sessions=sessions)
    body = fetch(client, reverse("events:one_calendar", args=[event.key]))
    renamed = body.replace(b"Europe/Berlin", b"Somewhere/Else")
    moments = [each["DTSTART"].dt.astimezone(UTC) for each in entries(renamed)]
    assert moments == [datetime(2026, 10, 24, 8, tzinfo=UTC), datetime(2026, 10, 26, 9, tzinfo=UTC)]


def test_the_list_is_a_calendar_with_the_same_filters(client: Client, organizer: Person) -> None:
    world.announced(organizer, meeting_link="https://meet.example/secret", format="hybrid")
    world.announced(organizer, "radio", **world.online(languages=("sw",), title=Words(en="Radio")))
    world.announced(organizer, "private", entrance="invited")
    world.draft(organizer, "hidden")
    assert len(entries(fetch(client, "/events/calendar.ics"))) == 2
    (radio,) = entries(fetch(client, "/events/calendar.ics?language=sw"))
    assert str(radio["SUMMARY"]) == "Radio"
    assert b"secret" not in fetch(client, "/events/calendar.ics")


def test_the_same_calendar_is_not_sent_twice(client: Client, organizer: Person) -> None:
    world.announced(organizer)
    with world.at(world.PLANNED_AT):
        etag = client.get("/events/calendar.ics")["ETag"]
        assert client.get("/events/calendar.ics", headers={"If-None-Match": etag}).status_code == 304


def secret_of(client: Client, someone: Person) -> str:
    client.force_login(someone)
    address = str(client.post("/events/calendar/").context["address"])
    client.logout()
    return address.partition("?secret=")[2]


def test_my_calendar_opens_by_its_secret_alone(client: Client, organizer: Person) -> None:
    world.announced(organizer, meeting_link="https://meet.example/inside", format="hybrid")
    first = secret_of(client, organizer)
    assert first not in str(Feed.objects.values())
    (entry,) = entries(fetch(client, f"/events/calendar/mine.ics?secret={first}"))
    assert "https://meet.example/inside" in str(entry["DESCRIPTION"])
    second = secret_of(client, organizer)
    addresses = [f"/events/calendar/mine.ics?secret={each}" for each in (first, "", "x" * 43)]
    assert [client.get(each).status_code for each in addresses] == [404, 404, 404]
    client.force_login(organizer)
    client.post("/events/calendar/close/")
    assert client.get(f"/events/calendar/mine.ics?secret={second}").status_code == 404


def test_a_closed_account_has_no_calendar(client: Client, organizer: Person) -> None:
    secret = secret_of(client, organizer)
    Person.objects.filter(pk=organizer.pk).update(is_active=False)
    assert client.get(f"/events/calendar/mine.ics?secret={secret}").status_code == 404


def test_who_waits_for_a_place_is_not_told_where_it_is(client: Client, organizer: Person, cast: Cast) -> None:
    event = world.announced(
        organizer, meeting_link="https://meet.example/inside", format="hybrid", capacity=1
    )
    with world.at(world.PLANNED_AT):
        actions.register(event, Wishes(), by=cast.editor)
        actions.register(event, Wishes(), by=cast.volunteer)
    told = {}
    for person in (cast.editor, cast.volunteer):
        (entry,) = entries(fetch(client, f"/events/calendar/mine.ics?secret={secret_of(client, person)}"))
        told[person] = "https://meet.example/inside" in str(entry["DESCRIPTION"])
    assert told == {cast.editor: True, cast.volunteer: False}


def test_private_link_says_where_to_who_has_a_place(client: Client, organizer: Person) -> None:
    event = world.announced(organizer, capacity=1)
    with world.at(world.PLANNED_AT):
        first, second = (actions.register_without_account(event, actions.Wishes()) for _each in range(2))
    told = []
    for each in (first, second):
        (entry,) = entries(fetch(client, reverse("events:private_calendar", args=[token_of(each)])))
        told.append(str(entry["LOCATION"]))
    assert told == ["Library, room 3, Tamale, Ghana", "Tamale, Ghana"]


def test_letter_without_an_account_links_to_the_private_calendar(organizer: Person) -> None:
    event = world.announced(organizer)
    with world.at(world.PLANNED_AT):
        mine = actions.register_without_account(event, actions.Wishes(email="ama@example.org"))
    address = reverse("events:private_calendar", args=[token_of(mine)])
    assert address in Mail.objects.get().text
    with world.at(world.PLANNED_AT):
        assert "no-store" in Client().get(address)["Cache-Control"]
