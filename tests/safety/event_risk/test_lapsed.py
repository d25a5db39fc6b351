"""A payment whose event changed is shown as held back at once, wherever it stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.grants.payments import world as payments
from tests.grants.payments.world import Hands
from tests.safety.event_risk import paying, ready

from thriving.grants.payments.models import Disbursement
from thriving.grants.payments.queries import held_back
from thriving.movement import work
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.event_risk import conditions
from thriving.safety.event_risk.models import Waiver

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
    event = Event.objects.get(covered_by__agreement=moved.agreement)
    Waiver.objects.create(
        event=event,
        condition=conditions.ASSESSMENT,
        reason="r",
        material="m",
        life_or_liberty=1,
        state="granted",
        asked_at=paying.NOW,
        asked_by="one",
        decided_by="two",
        ends_at=paying.NOW + timedelta(days=3),
    )
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
    with django_assert_num_queries(4):
        held_back([moved] * 30)
