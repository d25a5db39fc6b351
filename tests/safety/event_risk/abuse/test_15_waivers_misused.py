"""Abuse case 15: a waiver that has ended, that somebody gave themselves, or that is for another event."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.safety.event_risk import ready

from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions import waivers as actions
from thriving.safety.event_risk.models import Waiver
from thriving.safety.event_risk.queries import gate

pytestmark = pytest.mark.django_db

UNTIL = ready.NOW + timedelta(days=1)


@pytest.fixture
def second(db: None) -> Person:
    return ready.authority("avocet")


def without_a_contact(organizer: Person, key: str) -> Event:
    made = ready.ready(organizer, key)
    made.risk_contacts.filter(post="outside").delete()
    return made


def waived(event: Event, by: Person, second: Person) -> Waiver:
    waiver = actions.ask(event, "contacts", "The phone is lost.", ends_at=UNTIL, by=by)
    actions.grant(waiver, by=second)
    return waiver


def test_it_waives_nothing_of_another_event(organizer: Person, authority: Person, second: Person) -> None:
    one, other = without_a_contact(organizer, "markets"), without_a_contact(organizer, "evenings")
    with ready.at():
        waived(one, authority, second)
        assert gate.is_open(one)
        assert not gate.is_open(other)


def test_its_address_opens_below_its_own_event_alone(
    organizer: Person, authority: Person, second: Person
) -> None:
    one, other = without_a_contact(organizer, "markets"), without_a_contact(organizer, "evenings")
    client = Client()
    client.force_login(second)
    with ready.at():
        waiver = actions.ask(one, "contacts", "The phone is lost.", ends_at=UNTIL, by=authority)
        address = reverse("event_risk:waiver", args=[other.key, waiver.key, "grant"])
        assert client.post(address).status_code == 404
    assert Waiver.objects.get().state == "asked"


def test_going_back_to_a_decided_one_leads_to_all_of_them(
    organizer: Person, authority: Person, second: Person
) -> None:
    event, client = without_a_contact(organizer, "markets"), Client()
    client.force_login(second)
    with ready.at():
        waiver = waived(event, authority, second)
        address = reverse("event_risk:waiver", args=[event.key, waiver.key, "grant"])
        assert client.get(address).headers["Location"] == reverse("event_risk:waivers", args=[event.key])
        assert client.post(address).status_code == 404
        client.force_login(organizer)
        assert client.get(address).status_code == 404


def test_it_ends_to_the_minute(organizer: Person, authority: Person, second: Person) -> None:
    event = without_a_contact(organizer, "markets")
    with ready.at():
        waived(event, authority, second)
    with ready.at(UNTIL - timedelta(minutes=1)):
        assert gate.is_open(event)
    with ready.at(UNTIL):
        assert not gate.is_open(event)


def test_no_second_account_of_theirs_gives_it(organizer: Person, authority: Person, second: Person) -> None:
    event = without_a_contact(organizer, "markets")
    for each, address in ((authority, "avery@example.org"), (second, "avery+work@example.org")):
        Person.objects.filter(pk=each.pk).update(email=address)
    with ready.at():
        waiver = actions.ask(
            event, "contacts", "Lost.", ends_at=UNTIL, by=Person.objects.get(pk=authority.pk)
        )
        with pytest.raises(Refused, match="second person"):
            actions.grant(waiver, by=Person.objects.get(pk=second.pk))


def test_it_holds_no_longer_once_the_event_has_moved(
    organizer: Person, authority: Person, second: Person
) -> None:
    event = without_a_contact(organizer, "markets")
    with ready.at():
        waived(event, authority, second)
        Event.objects.filter(pk=event.pk).update(country="NG")
        assert not gate.is_open(Event.objects.get(pk=event.pk))
