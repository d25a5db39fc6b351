"""A payment leaves once, through the gate, by two people who are neither the grantee nor who asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from tests.conftest import AtOnce
from tests.grants.agreements import world as world_of_agreements
from tests.grants.payments import world
from tests.grants.payments.world import Hands

from thriving.grants.agreements import actions as agreements
from thriving.grants.agreements.models import Agreement
from thriving.grants.payments import actions, separation
from thriving.grants.payments.actions.sending import NotSent
from thriving.grants.payments.gates import RELEASE
from thriving.grants.payments.models import Approval, Batch, Disbursement, Sending
from thriving.grants.payments.sealing import seal_of
from thriving.kernel import diary
from thriving.movement.actions import Refused
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db
TOKEN = "a" * 32


def state(payment: Disbursement) -> str:
    return Disbursement.objects.get(pk=payment.pk).state


def test_it_leaves_and_arrives(hands: Hands) -> None:
    payment = world.confirmed(hands)
    assert state(payment) == "confirmed"
    agreement = Agreement.objects.get()
    assert (agreement.award, agreement.planned, agreement.sent) == (1000, 400, 400)
    assert [each.verb for each in diary.entries_about(payment)] == [
        *("requested", "checks_passed", "approved", "approved", "sent", "confirmed")
    ]
    assert diary.verify() == []


def test_the_same_form_twice_is_one_batch(hands: Hands) -> None:
    payment = world.approved(hands)
    first = world.send([payment], hands.finance, TOKEN)
    assert world.send([payment], hands.finance, TOKEN) == first
    assert Sending.objects.count() == 1
    with pytest.raises(Refused, match="used for other payments"):
        world.send([payment], hands.second, TOKEN)


def test_another_form_does_not_send_it_again(hands: Hands) -> None:
    payment = world.sent(hands)
    with pytest.raises(NotSent, match="sent already"):
        world.send([payment], hands.finance)
    assert Agreement.objects.get().sent == 400


def test_two_payments_of_one_agreement_are_both_counted(hands: Hands) -> None:
    agreement = world.running(hands)
    both = [world.approved(hands, "400", agreement), world.approved(hands, "600", agreement)]
    batch = world.send(both, hands.finance)
    assert (batch.total, Agreement.objects.get().sent) == (1000, 1000)


def test_all_of_a_batch_leaves_or_nothing(hands: Hands) -> None:
    agreement = world.running(hands)
    good, held = world.approved(hands, "400", agreement), world.approved(hands, "600", agreement)
    with world.on():
        actions.hold_payment(held, reason="We look into something.", by=hands.protector)
    with pytest.raises(NotSent):
        world.send([good, held], hands.finance)
    assert (state(good), Batch.objects.count(), Agreement.objects.get().sent) == ("approved_2", 0, 0)


def suspend(payment: Disbursement, of: Hands) -> None:
    agreements.suspend(payment.agreement, why="We look into it.", by=of.officer)


def ask_for_another_account(payment: Disbursement, of: Hands) -> None:
    actions.state_account(payment.agreement, world.ACCOUNT, by=of.applicant)


def hold(payment: Disbursement, of: Hands) -> None:
    actions.hold_payment(payment, reason="We look into something.", by=of.protector)


@pytest.mark.parametrize("change", [suspend, ask_for_another_account, hold])
def test_what_changes_after_both_approved_keeps_it_back(
    hands: Hands, change: Callable[[Disbursement, Hands], None]
) -> None:
    payment = world.approved(hands)
    with world.on():
        change(payment, hands)
    with pytest.raises(NotSent):
        world.send([payment], hands.finance)
    assert state(payment) != "sent"
    refused = diary.entries_about(payment).get(verb="sending_refused")
    assert (refused.body or {})["unmet"]


@pytest.mark.parametrize("condition", sorted(RELEASE.conditions))
def test_each_condition_of_the_gate_keeps_it_back_at_the_last_moment(hands: Hands, condition: str) -> None:
    payment = world.approved(hands)
    with RELEASE.without(condition), pytest.raises(NotSent, match="cannot be checked"):
        world.send([payment], hands.finance)
    assert state(payment) == "approved_2"


def test_who_came_too_near_since_they_approved_keeps_it_back(hands: Hands) -> None:
    payment = world.approved(hands)
    with (
        separation.barred.temporarily("test", lambda _payment: {hands.second.pk}),
        pytest.raises(NotSent, match="not give it any more"),
    ):
        world.send([payment], hands.finance)


def test_finance_sends_and_nobody_else(hands: Hands) -> None:
    payment = world.approved(hands)
    for nobody in (hands.officer, hands.applicant, hands.auditor, hands.protector):
        with pytest.raises(PermissionDenied):
            world.send([payment], nobody)


@pytest.mark.parametrize(
    "otherwise",
    [{"carrier": " "}, {"carrier": "x" * 151}, {"token": "not one"}, {"payments": []}, {"twice": True}],
)
def test_a_batch_that_is_no_batch_is_refused(hands: Hands, otherwise: dict[str, Any]) -> None:
    payment = world.approved(hands)
    payments = otherwise.pop("payments", [payment, payment] if otherwise.pop("twice", False) else [payment])
    with world.on(), pytest.raises(Refused):
        actions.send(payments, **{"carrier": "Lake Bank", "token": TOKEN, **otherwise}, by=hands.finance)
    assert not Batch.objects.exists()


def afresh(payment: Disbursement) -> Disbursement:
    return Disbursement.objects.select_related("tranche__agreement__proposal").get(pk=payment.pk)


def outcomes(answers: list[Any]) -> list[str]:
    return sorted(type(each).__name__ for each in answers)


def test_two_who_send_at_once_send_once(at_once: AtOnce) -> None:
    of = world.hands()
    payment = world.approved(of)

    def sending(by: Person) -> Callable[[], Any]:
        return lambda: world.send([afresh(payment)], Person.objects.get(pk=by.pk))

    with world.on():  # outside: two who stop the clock by themselves would leave it stopped
        answers = at_once(sending(of.finance), sending(of.second))
    assert outcomes(answers) == ["Batch", "NotSent"]
    assert Sending.objects.count() == 1
    assert Agreement.objects.get().sent == 400


def test_the_same_form_sent_twice_at_once_is_one_batch(at_once: AtOnce) -> None:
    of = world.hands()
    payment = world.approved(of)

    def send() -> Batch:
        return world.send([afresh(payment)], Person.objects.get(pk=of.finance.pk), TOKEN)

    with world.on():
        answers = at_once(send, send)
    assert outcomes(answers) == ["Batch", "Batch"]
    assert Batch.objects.count() == Sending.objects.count() == 1


def test_two_who_approve_at_once_are_two_and_one_twice_is_one(at_once: AtOnce) -> None:
    of = world.hands()
    payment = world.requested(of)
    seal = seal_of(payment)

    def approving(by: Person) -> Callable[[], Any]:
        return lambda: world.approve(afresh(payment), Person.objects.get(pk=by.pk), seal)

    with world.on():
        answers = at_once(approving(of.officer), approving(of.officer))
    assert outcomes(answers) == ["NoneType", "Refused"]
    assert (state(payment), Approval.objects.count()) == ("approved_1", 1)
    with world.on():
        at_once(approving(of.finance), approving(of.second))
    assert (state(payment), Approval.objects.count()) == ("approved_2", 2)


def test_a_hold_and_a_sending_at_once_have_one_outcome(at_once: AtOnce) -> None:
    of = world.hands()
    payment = world.approved(of)

    def hold() -> Any:
        with world.on():
            return actions.hold_payment(
                afresh(payment), reason="Wait.", by=Person.objects.get(pk=of.protector.pk)
            )

    def send() -> Any:
        return world.send([afresh(payment)], Person.objects.get(pk=of.finance.pk))

    with world.on():
        found = outcomes(at_once(hold, send))
    assert (found, state(payment)) in [
        (["Hold", "NotSent"], "held"),
        (["Batch", "Refused"], "sent"),
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"second_by": "one", "first_by": "one"},
        {"first_by": "one", "requested_by": "one"},
        {"second_by": "two", "requested_by": "two"},
        {"first_by": "one", "applied_by": "one"},
        {"second_by": "two", "applied_by": "two"},
        {"state": "sent", "first_by": "one", "second_by": ""},
        {"state": "approved_1", "first_by": ""},
        {"state": "sent", "first_by": "one", "second_by": "two"},
        {"state": "paid"},
    ],
)
def test_the_database_itself_refuses(hands: Hands, values: dict[str, str]) -> None:
    payment = world.requested(hands)
    with pytest.raises(IntegrityError), transaction.atomic():
        Disbursement.objects.filter(pk=payment.pk).update(**values)


def test_the_database_keeps_the_account_in_order(hands: Hands) -> None:
    agreement = world.sent(hands).agreement
    for values in (
        {"planned": 1001},
        {"sent": 401},
        {"returned": 401},
        {"to_return": 401},
        {"sent": -1},
        {"award": 399},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Agreement.objects.filter(pk=agreement.pk).update(**values)


def test_a_sending_beside_another_is_refused_by_the_database(hands: Hands) -> None:
    sending = world.sent(hands).sendings.get()
    sending.pk, sending.attempt = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        sending.save(force_insert=True)


def test_an_agreement_that_was_rewritten_is_not_paid(hands: Hands) -> None:
    payment = world.approved(hands)
    payment.agreement.texts.update(body="Something else.")
    with pytest.raises(NotSent, match="no longer the text"):
        world.send([payment], hands.finance)


def test_who_asked_for_it_does_not_send_it(hands: Hands) -> None:
    both = world_of_agreements.person("both", "finance_officer", "grants_officer")
    agreement = world.running(hands)
    world.account(agreement, hands)
    payment = world.planned(agreement, hands)
    world.request(payment, both)
    world.approve(payment, hands.officer)
    world.approve(payment, hands.second)
    with pytest.raises(NotSent, match="You asked for it"):
        world.send([payment], both)
