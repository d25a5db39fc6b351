"""What is done with payments, each a verb."""

from thriving.grants.payments.actions.accounts import Account, confirm_account, state_account
from thriving.grants.payments.actions.approving import approve
from thriving.grants.payments.actions.holding import (
    free_payments_for,
    hold_payment,
    lift_hold,
    stop_payments_for,
)
from thriving.grants.payments.actions.planning import Planned, meet_requirement, plan_tranche
from thriving.grants.payments.actions.requesting import (
    cancel,
    check_again,
    check_all_again,
    request_payment,
    take_request_back,
)
from thriving.grants.payments.actions.sending import send
from thriving.grants.payments.actions.settling import (
    confirm_payment,
    fail_payment,
    reconcile,
    record_return,
)
from thriving.grants.payments.actions.telling import note_fetched, note_story_taken

__all__ = [
    "Account",
    "Planned",
    "approve",
    "cancel",
    "check_again",
    "check_all_again",
    "confirm_account",
    "confirm_payment",
    "fail_payment",
    "free_payments_for",
    "hold_payment",
    "lift_hold",
    "meet_requirement",
    "note_fetched",
    "note_story_taken",
    "plan_tranche",
    "reconcile",
    "record_return",
    "request_payment",
    "send",
    "state_account",
    "stop_payments_for",
    "take_request_back",
]
