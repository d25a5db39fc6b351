"""A payment, from its tranche being planned to the money having arrived, or come back."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Lifecycle, Move, declare

PLANNED, REQUESTED, CHECKED = "planned", "requested", "checks_passed"
APPROVED_ONCE, APPROVED = "approved_1", "approved_2"
SENT, CONFIRMED, FAILED, RETURNED = "sent", "confirmed", "failed", "returned"
HELD, CANCELED = "held", "canceled"

ON_THE_WAY = (REQUESTED, CHECKED, APPROVED_ONCE, APPROVED)  # it was asked for, and has not left
PASSED = (CHECKED, APPROVED_ONCE, APPROVED)  # the gate was open once
BEFORE_SENDING = (PLANNED, *ON_THE_WAY)
WITH_ONE = (APPROVED_ONCE, APPROVED, SENT, CONFIRMED, FAILED, RETURNED)  # approvals that they show
WITH_TWO = (APPROVED, SENT, CONFIRMED, FAILED, RETURNED)
GONE = (SENT, CONFIRMED, RETURNED)  # money left
OVER = (CONFIRMED, RETURNED, CANCELED)

_asked = ("requested_by", "requested_at")

PAYMENT = declare(
    Lifecycle(
        "a payment of a grant",
        start=PLANNED,
        moves=(
            Move("request", (PLANNED, FAILED), REQUESTED, needs=_asked, title=_("Ask for the payment")),
            Move("pass_checks", (REQUESTED,), CHECKED, title=_("Pass the checks")),
            Move("approve_first", (CHECKED,), APPROVED_ONCE, needs=("first_by",), title=_("Approve")),
            Move("approve_second", (APPROVED_ONCE,), APPROVED, needs=("second_by",), title=_("Approve")),
            Move("send", (APPROVED,), SENT, needs=("first_by", "second_by", "sent_at"), title=_("Send")),
            Move("confirm", (SENT,), CONFIRMED, title=_("Confirm that it arrived")),
            Move("fail", (SENT,), FAILED, needs=("reason",), title=_("Record that it failed")),
            Move("come_back", (SENT, CONFIRMED), RETURNED, title=_("Record that it came back")),
            # What was approved is no longer what would be paid: the checks and both approvals begin anew.
            Move("begin_again", PASSED, REQUESTED),
            Move("take_back", ON_THE_WAY, PLANNED, title=_("Take the request back")),
            Move("hold", BEFORE_SENDING, HELD, title=_("Hold")),
            Move("let_go", (HELD,), REQUESTED, needs=_asked, title=_("End the hold")),
            Move("let_go_unrequested", (HELD,), PLANNED),
            Move("cancel", (*BEFORE_SENDING, FAILED), CANCELED, needs=("reason",), title=_("Cancel")),
        ),
    )
)
