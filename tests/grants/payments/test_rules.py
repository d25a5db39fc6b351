"""Each rule on money: who may by it, and nobody else."""

from __future__ import annotations

import pytest
from tests.grants.payments import world
from tests.grants.payments.world import Hands
from tests.grants.reach import too_near, who_may

from thriving.grants.payments import actions
from thriving.grants.payments.models import Batch, Payee

pytestmark = pytest.mark.django_db

FINANCE = {"finance", "second"}
GRANTEE = {"applicant", "insider"}
OFFICES = FINANCE | {"protector"}

ON_PAYMENTS = {
    "see_payment": GRANTEE | OFFICES | {"officer", "auditor"},
    "request_payment": GRANTEE | {"officer"},
    "take_payment_back": GRANTEE | {"officer"},
    "cancel_payment": {"officer"},
    "approve_payment": FINANCE | {"officer"},
    "send_payment": FINANCE,
    "settle_payment": FINANCE,
    "hold_payment": OFFICES,
    "see_story": {"auditor"},
    # By role alone: which ones, others say.
    "send_payments": FINANCE | {"insider", "shut"},
    "see_all_payments": FINANCE | {"officer", "auditor", "insider", "shut"},
}
ON_BATCHES = {"see_batch": FINANCE, "settle_batch": FINANCE}
ON_AGREEMENTS = {"state_account": GRANTEE}
ON_ACCOUNTS = {"confirm_account": FINANCE}
ON_HOLDS = {"see_hold": {"protector"}, "lift_hold": {"protector"}}


def test_each_is_for_whom_it_names(hands: Hands) -> None:
    payment = world.sent(hands, "100")
    held = world.requested(hands, "100", payment.agreement)
    with world.on():
        hold = actions.hold_payment(held, reason="We look.", by=hands.protector)
    with too_near(payment.agreement.proposal) as others:
        people = {**vars(hands), **others}
        for record, table in (
            (payment, ON_PAYMENTS),
            (Batch.objects.get(), ON_BATCHES),
            (payment.agreement, ON_AGREEMENTS),
            (Payee.objects.get(), ON_ACCOUNTS),
            (hold, ON_HOLDS),
        ):
            assert {rule: who_may(rule, record, people) for rule in table} == table
