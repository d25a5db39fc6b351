"""Abuse case 12: the account, the agreement or what must be there changes once two people have approved."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from tests.grants.payments import world
from tests.grants.payments.world import Hands

from thriving.grants.agreements.models import Agreement
from thriving.grants.payments import actions
from thriving.grants.payments.actions import Account
from thriving.grants.payments.actions.sending import NotSent
from thriving.grants.payments.models import Disbursement, Payee, Requirement, Sending, Tranche
from thriving.kernel import triggers
from thriving.movement.actions import Refused

pytestmark = pytest.mark.django_db

ELSEWHERE = Account("Friends of monuments", "GB29 NWBK 6016 1331 9268 19", "Another bank")


def another_account(payment: Disbursement, of: Hands) -> None:
    with world.on():
        payee = actions.state_account(payment.agreement, ELSEWHERE, by=of.applicant)
        actions.confirm_account(payee, how="Called the number on file.", by=of.finance)


def more_money(payment: Disbursement, _of: Hands) -> None:
    with triggers.lifted():
        Tranche.objects.filter(payment=payment).update(amount=401)
        Agreement.objects.filter(pk=payment.agreement.pk).update(planned=401)


def a_requirement(payment: Disbursement, _of: Hands) -> None:
    with triggers.lifted():
        Requirement.objects.create(tranche=payment.tranche, position=1, words="A list of lenses.")


@pytest.mark.parametrize("change", [another_account, more_money, a_requirement])
def test_what_is_no_longer_what_was_approved_does_not_leave(
    hands: Hands, change: Callable[[Disbursement, Hands], None]
) -> None:
    payment = world.approved(hands)
    change(payment, hands)
    with pytest.raises((NotSent, Refused)):
        world.send([Disbursement.objects.get(pk=payment.pk)], hands.finance)
    assert not Sending.objects.exists()


@pytest.mark.parametrize("column", ["holder", "bank", "ending"])
def test_an_account_that_was_confirmed_is_not_rewritten(hands: Hands, column: str) -> None:
    payment = world.approved(hands)
    with pytest.raises(DatabaseError), transaction.atomic():
        Payee.objects.filter(agreement=payment.agreement).update(**{column: "else"})
