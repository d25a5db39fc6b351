"""A payment's row, and its agreement's: held by whoever acts on it, and moved along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from thriving.grants.agreements import account
from thriving.grants.agreements.actions import remember_events
from thriving.grants.payments.models import Disbursement
from thriving.grants.payments.queries import approvals_of
from thriving.grants.payments.states import PAYMENT, REQUESTED
from thriving.kernel import clock, diary
from thriving.movement.actions import Actor, Refused

NO_APPROVALS = {"first_by": "", "second_by": ""}


def hold(disbursement: Disbursement) -> None:
    """As it is now: first the agreement's row, in which its money is counted, then its own."""
    agreement = disbursement.tranche.agreement
    account.hold(agreement)
    disbursement.refresh_from_db(from_queryset=Disbursement.objects.select_for_update())
    disbursement.tranche.agreement = agreement
    remember_events(agreement)


def move(disbursement: Disbursement, name: str, **values: Any) -> None:
    PAYMENT.take(disbursement, name, changed_at=clock.now(), **values)


def refuse(sentences: Sequence[str]) -> None:
    if sentences:
        raise Refused(" ".join(sentences))


def drop_approvals(disbursement: Disbursement) -> None:
    """They were about something else: nobody's word is carried over."""
    approvals_of(disbursement).update(dropped_at=clock.now())


def begin_again(disbursement: Disbursement, *, by: Actor, why: str) -> None:
    """Back to where it was asked for: the checks and both approvals have to be passed anew."""
    if disbursement.state == REQUESTED:
        return
    drop_approvals(disbursement)
    move(disbursement, "begin_again", **NO_APPROVALS)
    diary.note(disbursement, "begun_again", by=by, why=why)
