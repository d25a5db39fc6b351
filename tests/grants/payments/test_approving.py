"""Two people approve what both have seen; whoever is too near does not."""

from __future__ import annotations

from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import person
from tests.grants import world as world_of_proposals
from tests.grants.agreements import world as world_of_agreements
from tests.grants.payments import world
from tests.grants.payments.world import Hands

from thriving.grants.agreements.queries import holding_text
from thriving.grants.payments import actions, separation
from thriving.grants.payments.models import Approval, Disbursement, Payee
from thriving.grants.payments.sealing import seal_of
from thriving.kernel import diary
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db


def state(payment: Disbursement) -> str:
    return Disbursement.objects.get(pk=payment.pk).state


def test_two_people_approve(hands: Hands) -> None:
    payment = world.requested(hands)
    world.approve(payment, hands.officer)
    with pytest.raises(Refused, match="second approval is another"):
        world.approve(payment, hands.officer)
    world.approve(payment, hands.finance)
    found = Disbursement.objects.get()
    assert (found.state, found.first_by, found.second_by) == (
        "approved_2",
        hands.officer.key,
        hands.finance.key,
    )
    with pytest.raises(Refused, match="does not wait for an approval"):
        world.approve(payment, hands.second)


def test_an_auditor_computes_anew_what_was_approved(hands: Hands) -> None:
    """From what the pages say: its parts by the order of their names."""
    payment = world.requested(hands)
    agreement, payee = payment.agreement, Payee.objects.get()
    text = holding_text(agreement)
    assert text
    written = (
        f'{{"agreement": "{agreement.key}", "amount": "{payment.money}", "payee": "{payee.key}", '
        f'"request": {payment.attempt}, "text": "{text.seal}", "tranche": {payment.tranche.number}}}'
    )
    assert seal_of(payment) == sha256(written.encode()).hexdigest()


def test_who_asked_does_not_approve(hands: Hands) -> None:
    agreement = world.running(hands)
    world.account(agreement, hands)
    payment = world.planned(agreement, hands)
    world.request(payment, hands.officer)
    with pytest.raises(Refused, match="You asked for this payment"):
        world.approve(payment, hands.officer)


def test_the_grantees_side_and_strangers_do_not_approve(hands: Hands) -> None:
    together = person("tom", "finance_officer")
    proposal = world_of_agreements.granted(hands.applicant)
    world_of_proposals.together(proposal, together)
    payment = world.requested(hands, agreement=world.running(hands, proposal))
    for by in (hands.applicant, together, hands.auditor, hands.protector, person("x", "evaluator")):
        with pytest.raises(PermissionDenied):
            world.approve(payment, by)


def test_who_judged_the_risk_does_not_approve(hands: Hands) -> None:
    payment = world.requested(hands)
    with separation.barred.temporarily("test", lambda _payment: {hands.second.pk}):
        with pytest.raises(Refused, match="judged the risk"):
            world.approve(payment, hands.second)
        world.approve(payment, hands.finance)


def test_two_accounts_with_one_address_are_one_person(hands: Hands) -> None:
    Person.objects.filter(pk=hands.finance.pk).update(email="Fola@example.org")
    Person.objects.filter(pk=hands.second.pk).update(email="fola@EXAMPLE.org")
    payment = world.requested(hands)
    world.approve(payment, Person.objects.get(pk=hands.finance.pk))
    with pytest.raises(Refused, match="second approval is another"):
        world.approve(payment, Person.objects.get(pk=hands.second.pk))


def test_two_accounts_without_an_address_are_two_people(hands: Hands) -> None:
    payment = world.requested(hands)
    world.approve(payment, hands.finance)
    world.approve(payment, hands.second)
    assert state(payment) == "approved_2"


def test_what_is_approved_is_what_was_read(hands: Hands) -> None:
    payment = world.requested(hands)
    with pytest.raises(Refused, match="changed since you opened"):
        world.approve(payment, hands.finance, "0" * 64)
    assert not Approval.objects.exists()


def test_a_first_approval_of_something_else_does_not_count(hands: Hands) -> None:
    payment = world.requested(hands)
    world.approve(payment, hands.officer)
    before = seal_of(payment)
    payee = Payee.objects.get()
    Payee(
        agreement=payee.agreement,
        number=2,
        holder="Somebody else",
        account="DE99 0000",
        ending="0000",
        stated_at=payee.stated_at,
        stated_by=hands.applicant.key,
    ).save(force_insert=True)
    assert seal_of(payment) != before
    with pytest.raises(Refused, match="the first person approved has changed"):
        world.approve(payment, hands.finance)


def test_an_approval_asks_the_gate(hands: Hands) -> None:
    payment = world.requested(hands)
    payment.agreement.texts.update(body="Something else.")
    with pytest.raises(Refused, match="no longer the text"):
        world.approve(payment, hands.finance)


def test_what_waits_at_the_gate_is_not_approved(hands: Hands) -> None:
    payment = world.planned(world.running(hands), hands)
    for _each in range(2):
        with pytest.raises(Refused, match="does not wait"):
            world.approve(payment, hands.finance)
        world.request(payment, hands.applicant) if payment.state == "planned" else None


def test_a_request_taken_back_is_approved_anew(hands: Hands) -> None:
    payment = world.requested(hands)
    world.approve(payment, hands.officer)
    with world.on():
        actions.take_request_back(payment, by=hands.applicant)
    assert (state(payment), Approval.objects.filter(dropped_at=None).count()) == ("planned", 0)
    assert world.request(payment, hands.applicant)
    assert Disbursement.objects.get().attempt == 2
    world.approve(payment, hands.officer)
    world.approve(payment, hands.second)


def test_another_account_begins_it_again_and_is_confirmed_anew(hands: Hands) -> None:
    payment = world.approved(hands)
    with world.on():
        actions.state_account(payment.agreement, world.ACCOUNT, by=hands.applicant)
    found = Disbursement.objects.get()
    assert (found.state, found.first_by, found.second_by) == ("requested", "", "")
    assert not Approval.objects.filter(dropped_at=None).exists()
    with world.on():
        assert not actions.check_again(payment, by=hands.applicant)


def test_only_the_officer_cancels_and_what_was_planned_is_free(hands: Hands) -> None:
    payment = world.approved(hands)
    for by in (hands.applicant, hands.finance, hands.protector):
        with pytest.raises(PermissionDenied):
            actions.cancel(payment, why="x", by=by)
    with pytest.raises(Refused, match="Say why"):
        actions.cancel(payment, why=" ", by=hands.officer)
    actions.cancel(payment, why="Planned twice.", by=hands.officer)
    payment.agreement.refresh_from_db()
    assert (state(payment), payment.agreement.planned) == ("canceled", 0)
    with pytest.raises(MoveRefused):
        world.request(payment, hands.applicant)


def test_only_those_who_may_ask_for_it(hands: Hands) -> None:
    payment = world.planned(world.running(hands), hands)
    for by in (hands.finance, hands.auditor, hands.protector):
        with pytest.raises(PermissionDenied):
            world.request(payment, by)
    with pytest.raises(PermissionDenied):
        actions.check_again(payment, by=person("x", "evaluator"))
    assert state(payment) == "planned"


def test_it_is_not_asked_for_before_the_agreement_begins(hands: Hands) -> None:
    payment = world.planned(world_of_agreements.signed(hands), hands)
    with pytest.raises(Refused, match="while the agreement runs"):
        world.request(payment, hands.applicant)


def test_a_disabled_account_approves_nothing(hands: Hands) -> None:
    payment = world.requested(hands)
    Person.objects.filter(pk=hands.finance.pk).update(is_active=False)
    with pytest.raises(PermissionDenied):
        world.approve(payment, Person.objects.get(pk=hands.finance.pk))


@pytest.mark.parametrize(
    "said",
    [
        actions.Account("=HYPERLINK(1)", "DE02 1203 0000"),
        actions.Account("Friends", "DE02 1203 0000", "+SUM(A1)"),
        actions.Account(" ", "DE02 1203 0000"),
        actions.Account("Friends", "=1+1"),
        actions.Account("Friends", "DE"),
        actions.Account("x" * 151, "DE02 1203 0000"),
    ],
)
def test_an_account_that_is_none_is_refused(hands: Hands, said: actions.Account) -> None:
    agreement = world.running(hands)
    with pytest.raises(Refused):
        actions.state_account(agreement, said, by=hands.applicant)
    assert not Payee.objects.exists()


def test_the_account_is_sealed_and_named_by_the_grantee_alone(hands: Hands) -> None:
    agreement = world.running(hands)
    for by in (hands.officer, hands.finance):
        with pytest.raises(PermissionDenied):
            actions.state_account(agreement, world.ACCOUNT, by=by)
    payee = actions.state_account(agreement, world.ACCOUNT, by=hands.applicant)
    for by in (hands.officer, hands.applicant):
        with pytest.raises(PermissionDenied):
            actions.confirm_account(payee, how="Called.", by=by)
    with pytest.raises(Refused, match="how the grantee was asked"):
        actions.confirm_account(payee, how=" ", by=hands.finance)
    actions.confirm_account(payee, how="Called.", by=hands.finance)
    with pytest.raises(Refused, match="confirmed already"):
        actions.confirm_account(payee, how="Called.", by=hands.second)
    (stored,) = Payee.objects.values_list("account", flat=True)
    found = Payee.objects.get()
    assert ("1203" in stored, found.account, found.ending) == (False, world.ACCOUNT.number, "2051")
    assert not [each for each in diary.entries_about(payee) if "1203" in (each.written or "")]
