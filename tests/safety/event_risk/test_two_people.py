"""Two different people are two humans: a second account of the first is nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from tests.conftest import person
from tests.safety.event_risk import ready
from tests.safety.event_risk.world import World, answers, on_conditions

from thriving.kernel import clock
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.events.models import Event, Organizer
from thriving.safety.event_risk.actions import contacts, measures, triage, waivers
from thriving.safety.event_risk.actions.contacts import Told
from thriving.safety.event_risk.queries import assessments, gate
from thriving.safety.event_risk.questionnaire import Tier

MAIL = "one@example.org"


def again(of: Person, username: str, *roles: str) -> Person:
    """Another account of the same human."""
    made, address = person(username, *roles), f"{of.username}@example.org"
    Person.objects.filter(pk__in=(of.pk, made.pk)).update(email=address)
    of.email = address
    return Person.objects.get(pk=made.pk)


def test_11_nobody_signs_their_own_triage_by_another_account(it: World) -> None:
    rita2 = again(it.rita, "rita2", "risk_officer")
    found = triage.answer(it.event, answers(Tier.NONE), by=it.rita)
    with pytest.raises(Refused, match="Somebody else"):
        triage.sign_off(found, by=rita2)
    assert not assessments.triages_to_sign(rita2).exists()
    assert assessments.triages_to_sign(it.rafa).get() == found


def test_11_nobody_grants_their_own_waiver_by_another_account(
    organizer: Person, authority: Person, client: Client
) -> None:
    event = ready.ready(organizer)
    event.risk_contacts.all().delete()
    second = again(authority, "auk2", "risk_authority")
    with ready.at():
        until = clock.now() + timedelta(days=1)
        waiver = waivers.ask(event, "contacts", "Lost.", ends_at=until, by=authority)
        with pytest.raises(Refused, match="second person"):
            waivers.grant(waiver, by=second)
        client.force_login(second)
        page = client.get(reverse("event_risk:waivers", args=[event.key])).content.decode()
        assert "Grant the waiver" not in page
        assert "End the waiver" in page


def test_11_what_two_accounts_of_one_waived_waives_nothing(organizer: Person, authority: Person) -> None:
    event = ready.ready(organizer)
    event.risk_contacts.all().delete()
    other = ready.authority("avocet")
    with ready.at():
        until = clock.now() + timedelta(days=1)
        waivers.grant(waivers.ask(event, "contacts", "Lost.", ends_at=until, by=authority), by=other)
        assert gate.is_open(event)
        Person.objects.filter(pk__in=(authority.pk, other.pk)).update(email=MAIL)
        assert not gate.is_open(event)


def test_11_nobody_confirms_their_own_contact_by_another_account(organizer: Person) -> None:
    event = ready.event(organizer)
    olu2 = again(organizer, "olu2")
    Organizer.objects.create(event=event, person=olu2, named_at=ready.NOW, named_by="test")
    with ready.at():
        contact = contacts.write(event, Told("outside", "Efua", "+233 30 000 0000"), by=organizer)
        with pytest.raises(Refused, match="somebody else calls them"):
            contacts.call_back(contact, reached=True, by=olu2)


def test_11_nobody_confirms_what_their_other_account_answers_for(it: World) -> None:
    _assessment, proviso = on_conditions(it)
    measures.meet(proviso, "She is booked.", by=it.oskar)
    twin = again(it.oskar, "oskar2", "risk_officer")
    with pytest.raises((Refused, PermissionDenied)):
        measures.verify_proviso(proviso, met=True, by=twin)
    rafa2 = again(it.rafa, "rafa2")
    with pytest.raises(Refused, match="Somebody else than you"):
        measures.hand_over(proviso, rafa2, by=it.rafa)
    assert not assessments.provisos_to_verify(twin).exists()


def test_a_contact_counts_once(db: None, organizer: Person) -> None:
    event: Event = ready.event(organizer)
    with ready.at():
        contacts.write(event, Told("outside", "Efua", "+233 30 000 0000"), by=organizer)
        with pytest.raises(Refused, match="there already"):
            contacts.write(event, Told("medical", "Kojo", "00233 300000000"), by=organizer)
