"""A payment whose event changed is shown as held back at once, wherever it stands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.grants.agreements.world import granted
from tests.grants.payments import world as payments
from tests.grants.payments.world import Hands
from tests.safety.event_risk import paying, ready

from thriving.grants.payments.models import Disbursement
from thriving.grants.payments.queries import held_back
from thriving.movement import work
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.event_risk import conditions
from thriving.safety.event_risk.models import RiskHold, SafetyContact, Waiver

pytestmark = pytest.mark.django_db
LABEL = "Held back again"
LATER = paying.NOW + timedelta(days=60)


@pytest.fixture
def of(db: None) -> Hands:
    return payments.hands()


@pytest.fixture
def moved(of: Hands, organizer: Person) -> Disbursement:
    """Approved by two people, and then its event went to another town."""
    event = paying.safe(organizer)
    payment = paying.approved(of, event)
    assert held_back([payment]) == frozenset()
    paying.move(event, "Accra", organizer)
    return Disbursement.objects.select_related("tranche__agreement").get(pk=payment.pk)


@pytest.fixture
def safe(of: Hands, organizer: Person) -> Disbursement:
    """Approved by two people, and nothing has changed."""
    return paying.approved(of, paying.safe(organizer))


def waived(event: Event, condition: str) -> None:
    Waiver.objects.create(
        event=event,
        condition=condition,
        reason="r",
        material="m",
        life_or_liberty=1,
        state="granted",
        asked_at=paying.NOW,
        asked_by="one",
        decided_by="two",
        ends_at=paying.NOW + timedelta(days=3),
    )


def seen(name: str, *at: object, by: Person) -> str:
    client = Client()
    client.force_login(by)
    with ready.at(paying.NOW):
        return client.get(reverse(name, args=at)).content.decode()


def waits_for(person: Person) -> set[str]:
    with ready.at(paying.NOW):
        return {each.item.kind for each in work.waiting_for(person, paying.NOW.date())}


def test_it_is_held_back_and_its_approvals_stand(moved: Disbursement) -> None:
    assert held_back([moved]) == {moved.pk}
    assert moved.state == "approved_2"


def test_every_page_of_it_says_so(moved: Disbursement, of: Hands) -> None:
    pages = [seen("payments:payment", moved.pk, by=of.finance), seen("payments:payments", by=of.finance)]
    assert all(LABEL in page for page in pages)
    assert "Approved by two since" not in pages[0]
    assert LABEL in seen("agreements:agreement", moved.agreement.key, by=of.officer)


def test_it_waits_for_nobody_to_send_it(moved: Disbursement, of: Hands) -> None:
    assert "Send a payment" not in waits_for(of.finance)
    ready.assessed(Event.objects.get(covered_by__agreement=moved.agreement), valid_until=LATER)
    assert "Send a payment" in waits_for(of.finance)


def test_assessed_anew_it_is_held_back_no_longer(moved: Disbursement) -> None:
    event = Event.objects.get(covered_by__agreement=moved.agreement)
    ready.assessed(event, valid_until=LATER)
    assert held_back([moved]) == frozenset()


def test_a_waiver_frees_it_for_its_time(moved: Disbursement) -> None:
    waived(Event.objects.get(covered_by__agreement=moved.agreement), conditions.ASSESSMENT)
    with ready.at(paying.NOW):
        assert held_back([moved]) == frozenset()
    with ready.at(paying.NOW + timedelta(days=4)):
        assert held_back([moved]) == {moved.pk}


def test_what_never_passed_is_not_asked_about(
    moved: Disbursement, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    moved.state = "requested"
    with django_assert_num_queries(0):
        assert held_back([moved]) == frozenset()


def test_many_are_asked_about_as_few_times_as_one(
    moved: Disbursement, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        held_back([moved] * 30)


def test_a_call_that_is_too_old_holds_it_back(safe: Disbursement) -> None:
    with ready.at(paying.NOW):
        assert held_back([safe]) == frozenset()
        SafetyContact.objects.filter(post="outside").update(reached_at=paying.NOW - timedelta(days=15))
        assert held_back([safe]) == {safe.pk}
        waived(Event.objects.get(), conditions.CONTACTS)
        assert held_back([safe]) == frozenset()


def test_of_an_event_that_is_over_calls_count_that_were_made_in_time(safe: Disbursement) -> None:
    later = datetime(2026, 8, 20, 12, tzinfo=UTC)
    with ready.at(later):
        assert held_back([safe]) == frozenset()
        SafetyContact.objects.filter(post="outside").update(reached_at=later - timedelta(days=1))
        assert held_back([safe]) == {safe.pk}


def test_a_hold_on_the_event_holds_it_back(safe: Disbursement) -> None:
    placed = {"reason": "An inquiry.", "placed_at": paying.NOW, "placed_by": "test"}
    hold = RiskHold.objects.create(code="H3J5K7M9", event=Event.objects.get(), **placed)
    with ready.at(paying.NOW):
        assert held_back([safe]) == {safe.pk}
        RiskHold.objects.filter(pk=hold.pk).update(lifted_at=paying.NOW, lifted_by="another")
        assert held_back([safe]) == frozenset()


def test_what_is_held_back_takes_no_place_of_what_can_be_done(
    moved: Disbursement, of: Hands, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits longer than the other one, and would stand before it."""
    monkeypatch.setattr(work, "SHOWN", 1)
    Disbursement.objects.update(changed_at=paying.NOW - timedelta(days=9))
    other = payments.approved(of, agreement=payments.running(of, granted(of.applicant, "another")))
    with ready.at(paying.NOW):
        found = [each.item for each in work.waiting_for(of.finance, paying.NOW.date())]
    assert [each.address for each in found if each.kind == "Send a payment"] == [
        reverse("payments:payment", args=[other.pk])
    ]
