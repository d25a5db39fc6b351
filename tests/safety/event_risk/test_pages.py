"""Pages ask for the same number of things however many there are; work waits for whose turn it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.conftest import person
from tests.safety.event_risk import ready

from thriving.kernel import clock
from thriving.movement.models import Person
from thriving.programs.events.models import Event, Organizer
from thriving.safety.event_risk.actions import stakeholders, waivers
from thriving.safety.event_risk.material import material_of
from thriving.safety.event_risk.models import Incident, Pack, RiskHold, Waiver
from thriving.safety.event_risk.waiting.readiness import waiting

pytestmark = pytest.mark.django_db


def fill(event: Event, number: int) -> None:
    """One more of everything that lists show."""
    ready.contact(event)
    for role in ("legal", "security", "communications")[number - 1 : number]:
        event.risk_stakeholders.create(
            role=role, employer="foundation", person=person(f"p{number}"), required_at=ready.NOW
        )
    Waiver.objects.create(
        event=event,
        condition=("age", "contacts", "material")[number - 1],
        reason="x",
        material=material_of(event),
        life_or_liberty=1,
        asked_at=ready.NOW,
        asked_by="test",
        ends_at=ready.NOW + timedelta(days=2),
    )
    RiskHold.objects.create(event=event, reason="x", placed_at=ready.NOW, placed_by=f"{number}")
    Incident.objects.create(
        event=event,
        severity="minor",
        happened_at=ready.NOW,
        what="x",
        written_at=ready.NOW,
        written_by="x",
    )
    Pack.objects.create(
        event=event,
        digest=Pack.digest_of(str(number)),
        made_at=ready.NOW,
        made_by="x",
        expires_at=event.ends_at,
    )


@pytest.mark.parametrize(
    ("page", "reader"),
    [
        ("stakeholders", "officer"),
        ("contacts", "officer"),
        ("day", "officer"),
        ("holds", "officer"),
        ("waivers", "authority"),
    ],
)
def test_a_list_asks_the_same_of_one_and_of_three(
    client: Client, request: pytest.FixtureRequest, organizer: Person, page: str, reader: str
) -> None:
    event = ready.event(organizer)
    client.force_login(request.getfixturevalue(reader))
    address, counts = reverse(f"event_risk:{page}", args=[event.key]), []
    with ready.at():
        client.get(address)  # the first page of a session reads what is kept from then on
        for number in range(1, 4):
            fill(event, number)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            counts.append(len(captured))
    assert counts[0] == counts[2]


def test_the_list_of_who_is_missed_asks_the_same_of_one_and_of_three(
    client: Client, organizer: Person
) -> None:
    counts = []
    for number in range(3):
        event = ready.event(organizer, f"event-{number}")
        ready.funded(event, person(f"grantee{number}"), f"grant-{number}")
        with ready.at():
            stakeholders.require(event, "light", by="test")
        if number != 1:
            with CaptureQueriesContext(connection) as captured:
                shown = client.get(reverse("event_risk:missed"))
            assert shown.content.decode().count("Grants officer") == number + 1
            counts.append(len(captured))
    assert counts[0] == counts[1]


def titles(reader: Person) -> list[str]:
    return [each.title for each in waiting(reader, clock.today())]


def test_work_waits_for_whose_turn_it_is(organizer: Person, officer: Person, authority: Person) -> None:
    event, wren, second = ready.event(organizer), person("wren"), ready.authority("avocet")
    ready.assessed(event)
    with ready.at():
        stakeholders.require(event, "light", by="test")
        assert titles(officer) == ["Say who matters to the safety of an event"]
        for role in ("grants-officer", "trust-and-safety"):
            stakeholders.appoint(event.risk_stakeholders.get(role=role), wren, by=officer)
        assert titles(wren) == ["Take part in the risk protocol of an event"] * 2
        assert titles(organizer) == ["Say who matters to the safety of an event"]
        waivers.ask(event, "contacts", "x", ends_at=ready.NOW + timedelta(days=1), by=authority)
        assert (titles(authority), titles(second)) == ([], ["Decide on a waiver"])
    with ready.at(event.ends_at + timedelta(days=1)):
        assert titles(wren) == titles(second) == []


def test_of_a_closed_event_letters_say_nothing(organizer: Person, officer: Person) -> None:
    event = ready.event(organizer, entrance="invited")
    with ready.at():
        stakeholders.require(event, "light", by="test")
        (item,) = waiting(officer, clock.today())
    assert (item.kind, item.public) == ("", False)


def test_a_role_is_named_taken_up_and_taken_back_on_its_pages(
    client: Client, organizer: Person, officer: Person
) -> None:
    event, wren = ready.event(organizer), person("wren")
    with ready.at():
        stakeholders.require(event, "light", by="test")
        step = {
            name: reverse("event_risk:stakeholder", args=[event.key, "grants-officer", name])
            for name in ("name", "engage", "take-back")
        }
        client.force_login(officer)
        assert client.post(step["name"], {"who": "nobody at all"}).status_code == 422
        assert client.post(step["name"], {"who": "wren"}).status_code == 302
        assert client.post(step["engage"], {"how": "met"}).status_code == 404
        client.force_login(wren)
        assert client.post(step["engage"], {"how": ""}).status_code == 422
        assert client.post(step["engage"], {"how": "met"}).status_code == 302
        assert client.post(step["take-back"], {"why": "Another event."}).status_code == 302
        page = client.get(reverse("event_risk:stakeholders", args=[event.key])).content.decode()
    assert "Not yet" in page


def test_the_page_of_the_risks_says_what_is_missing_and_where_to_go(
    client: Client, organizer: Person
) -> None:
    event = ready.event(organizer)
    client.force_login(organizer)
    with ready.at():
        page = client.get(reverse("event_risk:event", args=[event.key])).content.decode()
        of_event = client.get(reverse("events:event", args=[event.key])).content.decode()
    assert reverse("event_risk:contacts", args=[event.key]) in page
    assert "The risks of this event have not been assessed." in page
    assert reverse("event_risk:event", args=[event.key]) in of_event
    assert Organizer.objects.filter(event=event).exists()
