"""What each reader finds on the pages of events."""

from __future__ import annotations

import gzip
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.conftest import Cast
from tests.programs.events import world

from thriving.kernel.words import Words
from thriving.movement.models import Country, CountryProtection, Person
from thriving.programs.events import actions, slots
from thriving.programs.events.models import Event, Session

pytestmark = pytest.mark.django_db
LIMIT = 30 * 1024


def page(client: Client, event: Event) -> str:
    with world.at(world.PLANNED_AT):
        response = client.get(reverse("events:event", args=[event.key]))
    assert response.status_code == 200
    return response.content.decode()


def test_everybody_reads_an_announced_event(client: Client, organizer: Person) -> None:
    text = page(client, world.announced(organizer))
    for words in ("Writing about markets", "Tamale", "Ghana", "Friday, 20 March 2026", "10:00", "UTC"):
        assert words in text


def test_the_rest_is_for_those_inside(client: Client, organizer: Person) -> None:
    event = world.announced(organizer, meeting_link="https://meet.example/secret", format="hybrid")
    inner = ("Library, room 3", "https://meet.example/secret", "030 111")
    text = page(client, event)
    assert [words in text for words in inner] == [False] * 3
    client.force_login(organizer)
    text = page(client, event)
    assert [words in text for words in inner] == [True] * 3


@pytest.mark.parametrize("entrance", ["open", "invited"])
def test_a_draft_is_absent_for_others(
    client: Client, organizer: Person, other_organizer: Person, entrance: str
) -> None:
    event = world.draft(organizer, entrance=entrance)
    client.force_login(other_organizer)
    for name in ("event", "share", "one_calendar", "change", "organizers"):
        assert client.get(reverse(f"events:{name}", args=[event.key])).status_code == 404
    client.force_login(organizer)
    assert "Writing about markets" in page(client, event)


def test_the_address_of_an_invited_event_is_the_invitation(
    client: Client, cast: Cast, organizer: Person
) -> None:
    event = world.announced(organizer, entrance="invited")
    assert "noindex" in page(client, event)
    client.force_login(cast.volunteer)
    with world.at(world.PLANNED_AT):
        for address in ("/events/", "/events.json", "/events.csv", "/events/calendar.ics"):
            assert "markets" not in client.get(address).content.decode()


def test_in_a_protected_country_the_page_says_less(client: Client, organizer: Person) -> None:
    country = Country.objects.create(code="BY", alpha3="BLR", name="Belarus")
    CountryProtection.objects.create(country=country, begins_on=date(2020, 1, 1), source="a list")
    event = world.announced(organizer, country="BY", place="Hrodna", time_zone="Europe/Minsk")
    text = page(client, event)
    assert ("Belarus" in text, "Hrodna" in text) == (True, False)
    assert "Not looked at: in this country taking part can be dangerous." in text
    with world.at(world.PLANNED_AT):
        (row,) = client.get("/events.json").json()["rows"]
    assert row["place"] == ""


def test_a_canceled_event_says_why(client: Client, organizer: Person) -> None:
    event = world.announced(organizer)
    with world.at(world.PLANNED_AT):
        actions.cancel(event, reason="The hall <b>burned</b> down.", by=organizer)
    text = page(client, event)
    assert "The hall &lt;b&gt;burned&lt;/b&gt; down." in text


def test_the_public_page_is_light(client: Client, organizer: Person) -> None:
    long = Words(en="We write about markets of the north. " * 130, ar="نكتب عن الأسواق " * 200)
    sessions = tuple(world.times(date(2026, 4, day)) for day in range(1, 29))
    event = world.announced(organizer, text=long, policy=long, sessions=sessions)
    assert len(gzip.compress(page(client, event).encode())) < LIMIT


def listed(client: Client, question: str = "") -> list[str]:
    with world.at(world.PLANNED_AT):
        return [row["key"] for row in client.get(f"/events.json{question}").json()["rows"]]


def test_the_list_answers_its_filters(client: Client, organizer: Person) -> None:
    world.announced(organizer)
    world.announced(organizer, "radio", **world.online(languages=("sw", "en"), topics=("arts",)))
    world.announced(organizer, "later", sessions=(world.times(date(2026, 9, 1)),), country="TG", place="Lomé")
    world.draft(organizer, "hidden")
    assert listed(client) == ["markets", "radio", "later"]
    assert listed(client, "?country=TG") == ["later"]
    assert listed(client, "?language=sw") == ["radio"]
    assert listed(client, "?topic=arts&language=en") == ["radio"]
    assert listed(client, "?format=online") == ["radio"]
    assert listed(client, "?format=in_person") == ["markets", "later"]
    assert listed(client, "?after=markets") == ["radio", "later"]
    assert listed(client, "?when=past") == []


def test_what_is_over_stands_among_the_past(client: Client, organizer: Person) -> None:
    world.held(organizer)
    with world.at(world.AFTER):
        rows = client.get("/events.json?when=past").json()["rows"]
        assert client.get("/events.json").json()["rows"] == []
    assert [(row["key"], row["state"], row["starts_at"]) for row in rows] == [
        ("markets", "held", "2026-03-20T10:00:00+00:00")
    ]


def test_my_events_are_those_that_name_me(client: Client, cast: Cast, organizer: Person) -> None:
    world.draft(organizer)
    assert client.get("/events.json?when=mine").status_code == 403
    for someone, keys in ((organizer, ["markets"]), (cast.lead, [])):
        client.force_login(someone)
        assert listed(client, "?when=mine") == keys


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(
    client: Client, organizer: Person, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        world.announced(organizer, f"event-{number}")
    with world.at(world.PLANNED_AT), django_assert_num_queries(6):
        assert client.get("/events/").content.decode().count("<tr>") == count + 1


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_however_many_days(
    client: Client, organizer: Person, count: int, django_assert_max_num_queries: Any
) -> None:
    sessions = tuple(world.times(date(2026, 4, day)) for day in range(1, count + 1))
    event = world.announced(organizer, sessions=sessions, topics=("arts", "data", "health")[:count])
    with django_assert_max_num_queries(14):
        page(client, event)


def test_the_short_text_is_plain_and_in_each_language(client: Client, organizer: Person) -> None:
    event = world.announced(organizer, title=Words(en="Markets & more", ar="الأسواق"))
    with world.at(world.PLANNED_AT):
        text = client.get(reverse("events:share", args=[event.key])).content.decode()
    assert "Markets &amp; more" in text
    assert "الأسواق" in text
    assert "/events/markets/" in text
    assert "Library" not in text


FORM: dict[str, Any] = {
    "title_en": "Planting words",
    "text_en": "In the garden.",
    "time_zone": "Africa/Accra",
    "day_0": "2027-05-01",
    "begins_0": "09:00",
    "ends_0": "12:00",
    "format": "in_person",
    "entrance": "open",
    "country": "GH",
    "place": "Wa",
    "policy_en": "Be kind.",
    "safety_contact": "030",
    "waiting_list": "on",
    "topics": ["editing"],
}


def test_an_organizer_plans_one_and_announces_it(client: Client, organizer: Person) -> None:
    client.force_login(organizer)
    assert client.get("/events/new/").status_code == 200
    response = client.post("/events/new/", FORM)
    event = Event.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/events/{event.key}/")
    assert (event.key, event.state, str(event.title)) == (
        "planting-words-2027-05-01",
        "draft",
        "Planting words",
    )
    client.post(reverse("events:step", args=[event.key, "publish"]))
    event.refresh_from_db()
    assert event.state == "published"


def test_nothing_else_is_taken_from_a_form(client: Client, organizer: Person, cast: Cast) -> None:
    client.force_login(organizer)
    more = {"state": "held", "revision": "9", "campaign": "x", "published_at": "2020-01-01", "sample": "on"}
    client.post("/events/new/", {**FORM, **more, "uid": "0" * 32, "organizers": str(cast.volunteer.pk)})
    event = Event.objects.get()
    assert (event.state, event.revision, event.campaign, event.published_at) == ("draft", 0, "", None)
    assert (event.sample, event.uid == "0" * 32) == (False, False)
    assert [each.person for each in event.organizers.all()] == [organizer]


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        ({"title_en": ""}, "An event needs a title."),
        ({"ends_0": ""}, "Say the day, when it begins and when it ends"),
        ({"time_zone": "Europe/Berlin", "day_0": "2027-03-28", "begins_0": "02:30"}, "does not exist"),
        ({"day_0": "", "begins_0": "", "ends_0": ""}, "Say at least one day"),
        ({"wikis": "nothing.example.org"}, "There is no wiki"),
        ({"key": "new"}, "cannot stand in an address"),
        ({"capacity": "0"}, "greater than or equal to 1"),
        ({"meeting_link": "http://meet.example/"}, "starts with https://"),
    ],
)
def test_a_wrong_form_comes_back_with_a_sentence(
    client: Client, organizer: Person, otherwise: dict[str, Any], sentence: str
) -> None:
    client.force_login(organizer)
    response = client.post("/events/new/", {**FORM, **otherwise})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "In the garden." in response.content.decode()
    assert not Event.objects.exists()


def test_the_form_shows_what_stands_and_changes_nothing_by_itself(client: Client, organizer: Person) -> None:
    night = world.times(begins="22:00", ends="02:00", days=1)
    event = world.announced(organizer, sessions=(night, world.times(date(2026, 3, 22))), tracking=False)
    client.force_login(organizer)
    address = reverse("events:change", args=[event.key])
    with world.at(world.PLANNED_AT):
        form = client.get(address).context["form"]
        filled = {name: form[name].value() for name in form.fields}
        data = {name: value for name, value in filled.items() if value not in (None, False, "")}
        data["languages"] = "English"
        assert client.post(address, data).status_code == 302
    event.refresh_from_db()
    assert event.revision == 0
    assert Session.objects.count() == 2


def test_steps_of_others_are_absent(client: Client, organizer: Person, other_organizer: Person) -> None:
    event = world.announced(organizer)
    client.force_login(other_organizer)
    with world.at(world.PLANNED_AT):
        for step in ("publish", "cancel", "copy", "repeat", "take-back"):
            address = reverse("events:step", args=[event.key, step])
            assert client.post(address, {"reason": "x", "first_day": "2027-01-01"}).status_code == 404
        assert client.post(reverse("events:dismiss", args=[event.key])).status_code == 404
    event.refresh_from_db()
    assert event.state == "published"


def test_an_organizer_names_and_removes_others(
    client: Client, organizer: Person, other_organizer: Person
) -> None:
    event = world.announced(organizer)
    client.force_login(organizer)
    address = reverse("events:organizers", args=[event.key])
    assert "Nobody here signs in" in client.post(address, {"who": "nobody"}).content.decode()
    client.post(address, {"who": "ondine"})
    assert event.organizers.count() == 2
    mine = event.organizers.get(person=organizer)
    client.post(reverse("events:dismiss", args=[event.key]), {"organizer": mine.pk})
    assert [each.person for each in event.organizers.all()] == [other_organizer]
    assert client.get(address).status_code == 404


def test_another_events_organizer_cannot_be_removed_here(
    client: Client, organizer: Person, other_organizer: Person
) -> None:
    event, other = world.announced(organizer), world.announced(other_organizer, "other")
    client.force_login(organizer)
    theirs = other.organizers.get()
    client.post(reverse("events:dismiss", args=[event.key]), {"organizer": theirs.pk})
    assert other.organizers.count() == 1


def test_a_copy_and_a_series_are_made_on_pages(client: Client, organizer: Person) -> None:
    event = world.announced(organizer)
    client.force_login(organizer)
    with world.at(world.PLANNED_AT):
        copied = client.post(reverse("events:step", args=[event.key, "copy"]), {"first_day": "2026-06-01"})
        step = reverse("events:step", args=[event.key, "repeat"])
        client.post(step, {"pattern": "weekly", "times": "2"})
    assert copied["Location"] == "/events/writing-about-markets-2026-06-01/"
    assert Event.objects.filter(state="draft").count() == 3


def test_a_reader_elsewhere_is_told_their_own_time(client: Client, cast: Cast, organizer: Person) -> None:
    evening = world.times(begins="21:00", ends="22:00")
    event = world.announced(organizer, **world.online(time_zone="America/Santiago", sessions=(evening,)))
    assert "In UTC it begins on" in page(client, event)
    Person.objects.filter(pk=cast.volunteer.pk).update(time_zone="Asia/Kolkata")
    client.force_login(cast.volunteer)
    text = page(client, event)
    assert "For you it begins on" in text
    assert "Saturday, 21 March 2026" in text
    Person.objects.filter(pk=cast.volunteer.pk).update(time_zone="America/Santiago")
    assert "it begins on" not in page(client, event)


def test_what_stands_above_says_what_it_belongs_to(client: Client, organizer: Person) -> None:
    link = slots.Link("Campaign", "Markets of the world", "/campaigns/markets/")
    event = world.announced(organizer)
    with slots.fillers.temporarily("test", lambda _event, _reader: iter([link])):
        assert '<a href="/campaigns/markets/">Markets of the world</a>' in page(client, event)
