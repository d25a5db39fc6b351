"""Two contacts are called by somebody else; names and numbers are sealed, or not here at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from tests.conftest import person
from tests.safety.event_risk import ready

from thriving.kernel.diary import entries_about
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.events.models import Organizer
from thriving.safety.event_risk.actions import contacts as actions
from thriving.safety.event_risk.actions.contacts import Told
from thriving.safety.event_risk.models import SafetyContact
from thriving.safety.event_risk.queries.gate import is_verified, verified_contacts

pytestmark = pytest.mark.django_db

EFUA = Told("at_venue", "Efua Canary", "+233 30 000 0000")


def test_a_contact_is_written_down_sealed(organizer: Person) -> None:
    event = ready.event(organizer)
    with ready.at():
        contact = actions.write(event, EFUA, by=organizer)
    contact = SafetyContact.objects.get(pk=contact.pk)
    assert (contact.name, contact.number) == ("Efua Canary", "+233 30 000 0000")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, number FROM event_risk_safetycontact")
        assert "Canary" not in str(cursor.fetchall())
    assert "Canary" not in str([entry.written for entry in entries_about(event)])


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (Told("nowhere", "Efua", "+233 30 000 0000"), "called for"),
        (Told("at_venue", " ", "+233 30 000 0000"), "name"),
        (Told("at_venue", "E" * 121, "+233 30 000 0000"), "name"),
        (Told("at_venue", "Efua", "12"), "country code"),
        (Told("at_venue", "Efua", "call me"), "country code"),
        (Told("at_venue", "Efua", "+(((((((((1"), "country code"),
        (Told("at_venue", "Efua", "+233 30 000 0000", "the team"), "enhanced"),
    ],
)
def test_what_is_wrong_is_said(organizer: Person, told: Told, sentence: str) -> None:
    event = ready.event(organizer)
    with ready.at(), pytest.raises(Refused, match=sentence):
        actions.write(event, told, by=organizer)
    assert not event.risk_contacts.exists()


@pytest.mark.parametrize(
    "told",
    [
        EFUA,
        Told("at_venue", name="Efua", kept_with="The team"),
        Told("at_venue", number="+233 30 000 0000", kept_with="The team"),
        Told("at_venue", kept_with="The team, 030 111 222"),
        Told("at_venue", kept_with="efua@example.org"),
        Told("at_venue", kept_with="https://example.org/efua"),
    ],
)
def test_where_risk_is_enhanced_nobody_can_be_found_here(organizer: Person, told: Told) -> None:
    event = ready.event(organizer)
    ready.assessed(event, tier="enhanced")
    with ready.at(), pytest.raises(Refused, match="keeps no name, number or address"):
        actions.write(event, told, by=organizer)


def test_where_risk_is_enhanced_one_says_who_keeps_the_number(organizer: Person) -> None:
    event = ready.event(organizer)
    ready.assessed(event, tier="enhanced")
    with ready.at():
        with pytest.raises(Refused, match="Say who keeps"):
            actions.write(event, Told("outside"), by=organizer)
        contact = actions.write(event, Told("outside", kept_with="The safety team"), by=organizer)
    assert (contact.name, contact.number, contact.kept_with) == ("", "", "The safety team")


def test_somebody_else_calls(organizer: Person, officer: Person) -> None:
    event = ready.event(organizer)
    with ready.at():
        contact = actions.write(event, EFUA, by=organizer)
        with pytest.raises(Refused, match="somebody else"):
            actions.call_back(contact, reached=True, by=organizer)
        assert not is_verified(contact)
        actions.call_back(contact, reached=True, by=officer)
        assert is_verified(contact)
        assert verified_contacts(event).count() == 1
        actions.call_back(contact, reached=False, by=officer)
        assert not verified_contacts(event).exists()
    assert (contact.reached_by, contact.missed_at) == ("", ready.NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        SafetyContact.objects.update(reached_at=ready.NOW, reached_by=organizer.key)


def test_nobody_is_called_for_an_event_that_is_over(organizer: Person, officer: Person) -> None:
    contact = ready.contact(ready.event(organizer))
    with ready.at(contact.event.ends_at), pytest.raises(Refused, match="is over"):
        actions.call_back(contact, reached=True, by=officer)
    assert contact.reached_at == ready.NOW


def test_a_call_counts_for_fourteen_days_and_no_second_more(organizer: Person) -> None:
    contact = ready.contact(ready.event(organizer))
    with ready.at(ready.NOW + timedelta(days=14)):
        assert is_verified(contact)
    with ready.at(ready.NOW + timedelta(days=14, seconds=1)):
        assert not is_verified(contact)


def test_an_event_has_ten_contacts_at_most(organizer: Person) -> None:
    event = ready.event(organizer)
    for _each in range(actions.MOST):
        ready.contact(event)
    with ready.at(), pytest.raises(Refused, match="at most 10"):
        actions.write(event, EFUA, by=organizer)


def test_who_neither_organizes_nor_reviews_keeps_none(organizer: Person) -> None:
    event, stranger = ready.event(organizer), person("stranger")
    contact = ready.contact(event)
    with ready.at():
        for deed in (
            lambda: actions.write(event, EFUA, by=stranger),
            lambda: actions.call_back(contact, reached=True, by=stranger),
            lambda: actions.drop(contact, by=stranger),
        ):
            with pytest.raises(PermissionDenied):
                deed()


def test_the_pages_take_a_contact_from_writing_to_the_call(organizer: Person, client: Client) -> None:
    event, second = ready.event(organizer), person("second")
    Organizer.objects.create(event=event, person=second, named_at=ready.NOW, named_by="test")
    with ready.at():
        client.force_login(organizer)
        said = {"post": "at_venue", "name": "Efua", "number": "+233 30 000 0000"}
        page = client.post(reverse("event_risk:add_contact", args=[event.key]), {**said, "number": "1"})
        assert (page.status_code, "country code" in page.content.decode()) == (422, True)
        client.post(reverse("event_risk:add_contact", args=[event.key]), said)
        contact = event.risk_contacts.get()
        call = reverse("event_risk:contact", args=[event.key, contact.key, "call"])
        assert client.get(call).status_code == 404
        client.force_login(second)
        assert "+233 30 000 0000" in client.get(call).content.decode()
        client.post(call, {"reached": "yes"})
        shown = client.get(reverse("event_risk:contacts", args=[event.key])).content.decode()
    assert "Reached" in shown
    assert is_one_reached(contact)


def is_one_reached(contact: SafetyContact) -> bool:
    contact.refresh_from_db()
    return contact.reached_by != ""
