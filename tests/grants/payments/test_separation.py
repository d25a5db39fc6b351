"""Who may have no hand in a payment; and that an approval is of somebody who may still give it."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from tests.grants.agreements import world as world_of_agreements
from tests.grants.payments import world
from tests.grants.payments.world import DAY, Hands

from thriving.grants.agreements.models import Side
from thriving.grants.payments import actions, separation
from thriving.grants.payments.actions.sending import NotSent
from thriving.grants.payments.gates import RELEASE
from thriving.grants.payments.models import Disbursement
from thriving.grants.proposals.rules import closed_to
from thriving.movement.actions import Refused
from thriving.movement.models import Person, RoleHolding

pytestmark = pytest.mark.django_db


def afresh(payment: Disbursement) -> Disbursement:
    return Disbursement.objects.select_related("tranche__agreement__proposal").get(pk=payment.pk)


def one_address(*people: Person) -> list[Person]:
    Person.objects.filter(pk__in=[each.pk for each in people]).update(email="one@example.org")
    return [Person.objects.get(pk=each.pk) for each in people]


def lose_the_role(of: Hands) -> None:
    RoleHolding.objects.filter(person=of.second).delete()


def lose_the_account(of: Hands) -> None:
    Person.objects.filter(pk=of.second.pk).update(is_active=False)


@pytest.mark.parametrize("lose", [lose_the_role, lose_the_account])
def test_an_approval_does_not_outlive_who_gave_it(hands: Hands, lose: object) -> None:
    payment = world.approved(hands)
    lose(hands)  # type: ignore[operator]
    told = "Approval 2 is by somebody who may not give it any more"
    assert [told in each for each in RELEASE.ask(afresh(payment)).refusals] == [True]
    with pytest.raises(NotSent, match=told):
        world.send([payment], hands.finance)
    assert (afresh(payment).state, afresh(payment).first_by) == ("checks_passed", "")


def test_a_conflict_that_was_declared_since_takes_the_approval_away(hands: Hands) -> None:
    payment = world.approved(hands)
    closed = closed_to.temporarily(
        "test", lambda person: Q(key="photographs") if person == hands.officer else Q(pk__in=[])
    )
    with closed, pytest.raises(NotSent, match="Approval 1 is by somebody"):
        world.send([payment], hands.finance)


def test_whoever_approves_next_becomes_the_first_once_the_first_has_lapsed(hands: Hands) -> None:
    payment = world.requested(hands)
    world.approve(payment, hands.second)
    lose_the_role(hands)
    world.approve(payment, hands.officer)
    assert (afresh(payment).state, afresh(payment).first_by) == ("approved_1", hands.officer.key)
    world.approve(payment, hands.finance)
    world.send([payment], hands.finance)


def test_it_is_asked_again_within_the_hour(hands: Hands) -> None:
    payment = world.approved(hands)
    lose_the_role(hands)
    with world.on():
        actions.check_all_again("a worker")
    assert afresh(payment).state == "checks_passed"


def test_whoever_judged_the_risk_has_no_hand_in_the_payment(hands: Hands) -> None:
    """They neither ask, nor send, nor say that it arrived, nor confirm the account."""
    agreement = world.running(hands)
    payment = world.planned(agreement, hands)
    judge = separation.barred.temporarily("test", lambda _payment: {hands.officer.pk, hands.finance.pk})
    with judge, world.on():
        payee = actions.state_account(agreement, world.ACCOUNT, by=hands.applicant)
        for act in (
            lambda: actions.confirm_account(payee, how="Called.", by=hands.finance),
            lambda: actions.request_payment(payment, by=hands.officer),
        ):
            with pytest.raises(Refused, match="has no hand in its payment"):
                act()
    with world.on():
        actions.confirm_account(payee, how="Called.", by=hands.second)
    world.request(payment, hands.applicant)
    world.approve(payment, hands.officer)
    world.approve(payment, hands.second)
    with separation.barred.temporarily("test", lambda _payment: {hands.finance.pk}):
        with pytest.raises(NotSent, match="has no hand in its payment"):
            world.send([payment], hands.finance)
        world.send([payment], hands.second)
        with pytest.raises(Refused, match="has no hand in its payment"), world.on():
            actions.confirm_payment(afresh(payment), on=DAY, reference="S-1", by=hands.finance)


def test_a_request_by_somebody_who_judged_the_risk_since_is_asked_anew(hands: Hands) -> None:
    payment = world.requested(hands)
    with separation.barred.temporarily("test", lambda _payment: {hands.applicant.pk}):
        told = RELEASE.ask(afresh(payment)).refusals
    assert ["asked for it judged the risk" in each for each in told] == [True]


def test_one_address_signs_for_one_side(hands: Hands) -> None:
    text = world_of_agreements.ready(hands)
    theirs, ours = one_address(hands.applicant, hands.finance)
    world_of_agreements.sign(text, Side.THEIRS, theirs)
    with pytest.raises((Refused, PermissionDenied)):
        world_of_agreements.sign(text, Side.OURS, ours)


def test_one_address_does_not_sign_for_the_fund_before_its_own_side_does(hands: Hands) -> None:
    text = world_of_agreements.ready(hands)
    _theirs, ours = one_address(hands.applicant, hands.finance)
    with pytest.raises((Refused, PermissionDenied)):
        world_of_agreements.sign(text, Side.OURS, ours)


def test_one_address_does_not_confirm_its_own_account(hands: Hands) -> None:
    agreement = world.running(hands)
    theirs, ours = one_address(hands.applicant, hands.finance)
    with world.on():
        payee = actions.state_account(agreement, world.ACCOUNT, by=theirs)
        with pytest.raises((Refused, PermissionDenied)):
            actions.confirm_account(payee, how="Called.", by=ours)


def test_one_address_does_not_ask_and_send(hands: Hands) -> None:
    payment = world.approved(hands)
    asked = world_of_agreements.person("asked", "grants_officer")
    Disbursement.objects.filter(pk=payment.pk).update(requested_by=asked.key)
    _asked, sends = one_address(asked, hands.finance)
    with pytest.raises(NotSent, match="You asked for it"):
        world.send([payment], sends)
