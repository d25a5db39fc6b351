"""What officers find in their list of a grant that runs, from its first payment to its last."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.grants.agreements import world as world_of_agreements
from tests.grants.agreements.world import ENDS
from tests.grants.payments import world
from tests.grants.payments.world import Hands

from thriving.grants.agreements import actions as agreements
from thriving.grants.payments import waiting
from thriving.grants.payments.models import Disbursement
from thriving.kernel import clock
from thriving.kernel.access import NOTHING
from thriving.movement import work
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db
PLAN, MEET = "Plan the payments of a grant", "Say whether what was agreed for a payment is there"
CLOSE = "Bring a grant to its end"


def kinds(person: Person) -> set[str]:
    return {each.item.kind for each in work.waiting_for(person, clock.today(), "grants")}


def test_of_a_grant_that_runs_the_payments_are_planned(hands: Hands) -> None:
    agreement = world.running(hands)
    with world.on():
        assert PLAN in kinds(hands.officer)
        assert PLAN not in kinds(hands.finance) | kinds(hands.applicant)
    world.planned(agreement, hands)
    with world.on():
        assert PLAN not in kinds(hands.officer)


def test_what_keeps_payments_back_is_asked_only_for_those_who_act_on_them(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is dear to ask, and nearly everybody approves and sends none."""
    asked: list[None] = []
    monkeypatch.setattr(waiting, "kept_back", lambda: asked.append(None) or NOTHING)
    for person in (hands.applicant, hands.auditor):
        kinds(person)
    assert asked == []
    kinds(hands.finance)
    assert asked


def test_what_was_agreed_for_a_payment_waits_for_the_officers_word(hands: Hands) -> None:
    agreement = world.running(hands)
    world.account(agreement, hands)
    payment = world.planned(agreement, hands, requirements=("A list of lenses.",))
    with world.on():
        assert MEET not in kinds(hands.officer)
    world.request(payment, hands.applicant)
    with world.on():
        assert MEET in kinds(hands.officer)
        assert MEET not in kinds(hands.applicant) | kinds(hands.finance)
    world.meet(payment.tranche.requirements.get(), hands.officer)
    with world.on():
        assert MEET not in kinds(hands.officer)


def test_once_its_days_are_over_and_all_is_paid_it_is_brought_to_its_end(hands: Hands) -> None:
    agreement = world.running(hands)
    world.confirmed(hands, agreement=agreement)
    still_open = world.planned(agreement, hands, "100")
    with world.on(ENDS + timedelta(days=1)):
        assert CLOSE not in kinds(hands.officer)
    Disbursement.objects.filter(pk=still_open.pk).update(state="canceled")
    with world.on(ENDS):
        assert CLOSE not in kinds(hands.officer)
    with world.on(ENDS + timedelta(days=1)):
        assert CLOSE in kinds(hands.officer)
        assert CLOSE not in kinds(hands.applicant)
        agreements.wind_up(agreement, by=hands.officer)
        assert CLOSE not in kinds(hands.officer)  # what the grantee owes comes first


def test_more_grants_ask_no_more_questions(hands: Hands) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted, world.on():
            kinds(hands.officer)
        return len(counted)

    world.running(hands)
    before = queries()
    for key in ("another", "third"):
        world.running(hands, world_of_agreements.granted(hands.applicant, key))
    assert queries() == before


def test_each_says_as_whom_one_is_asked(hands: Hands) -> None:
    def whose(person: Person) -> set[tuple[str, str]]:
        with world.on():
            return {
                (each.item.kind, each.item.whose)
                for each in work.waiting_for(person, clock.today(), "grants")
            }

    told = set()
    agreement = world.running(hands)
    told |= whose(hands.officer) | whose(hands.applicant)
    world.account(agreement, hands)
    payment = world.planned(agreement, hands)
    told |= whose(hands.applicant)
    world.request(payment, hands.applicant)
    told |= whose(hands.second)
    for by in (hands.officer, hands.second):
        world.approve(payment, by)
    told |= whose(hands.finance)
    assert told == {
        (PLAN, "as grants officer"),
        ("See to the account of a grant", "on the grantee’s side"),
        ("Ask for a payment", "on the grantee’s side"),
        ("Approve a payment", "as one of two who approve it"),
        ("Send a payment", "in finance"),
    }
