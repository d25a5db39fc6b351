"""Asking for a payment: the gate is asked at once, and again until it opens."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from thriving.grants.agreements import account
from thriving.grants.agreements.states import ACTIVE
from thriving.grants.payments import letters
from thriving.grants.payments.actions.holding import stop_if_held
from thriving.grants.payments.actions.moving import (
    NO_APPROVALS,
    begin_again,
    drop_approvals,
    hold,
    move,
    refuse,
)
from thriving.grants.payments.gates import RELEASE
from thriving.grants.payments.models import Disbursement
from thriving.grants.payments.separation import lapsed, refusals_to_ask
from thriving.grants.payments.states import BEFORE_SENDING, REQUESTED
from thriving.kernel import access, clock, diary
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.groups import LONGEST_TEXT, clean
from thriving.movement.models import Person

log = logging.getLogger(__name__)


@transaction.atomic
def request_payment(disbursement: Disbursement, *, by: Person) -> bool:
    """Ask for it, a first time or after it failed; whether the gate is open already."""
    access.require(by, "request_payment", disbursement)
    hold(disbursement)
    refuse(refusals_to_ask(disbursement, by))
    if disbursement.agreement.state != ACTIVE:
        raise Refused(_("Payments can be asked for while the agreement runs."))
    drop_approvals(disbursement)
    move(
        disbursement,
        "request",
        requested_by=by.key,
        requested_at=clock.now(),
        attempt=disbursement.attempt + 1,
        sent_at=None,
        reason="",
        **NO_APPROVALS,
    )
    diary.note(disbursement, "requested", by=by, body={"attempt": disbursement.attempt})
    return _check(disbursement, by)


@transaction.atomic
def check_again(disbursement: Disbursement, *, by: Actor) -> bool:
    """Ask the gate once more of what was asked for; whether it is open now."""
    if not isinstance(by, str):
        access.require(by, "see_payment", disbursement)
    hold(disbursement)
    stop_if_held(disbursement)
    ask_again_if_lapsed(disbursement, by=by)
    return disbursement.state == REQUESTED and _check(disbursement, by)


def check_all_again(by: str) -> int:
    """Of every payment that has not left; how many that waited at the gate were let through."""
    waiting = Disbursement.objects.filter(state__in=BEFORE_SENDING).select_related("tranche__agreement")
    return sum(check_again(each, by=by) for each in waiting.order_by("pk"))


def ask_again_if_lapsed(disbursement: Disbursement, *, by: Actor) -> bool:
    """Whether an approval was of somebody who may not give it today: then both are asked for again.

    Whoever calls holds the payment's row.
    """
    if not lapsed(disbursement):
        return False
    begin_again(disbursement, by=by, why="Somebody who approved it may not do so any more.")
    _check(disbursement, by)
    return True


@transaction.atomic
def take_request_back(disbursement: Disbursement, *, by: Person) -> None:
    access.require(by, "take_payment_back", disbursement)
    hold(disbursement)
    drop_approvals(disbursement)
    move(disbursement, "take_back", **NO_APPROVALS)
    diary.note(disbursement, "request_taken_back", by=by)


@transaction.atomic
def cancel(disbursement: Disbursement, *, why: str, by: Person) -> None:
    """It will not be made: what was planned for it is free for another."""
    access.require(by, "cancel_payment", disbursement)
    if not (why := clean(why)) or len(why) > LONGEST_TEXT:
        raise Refused(_("Say why, in at most %(count)d characters.") % {"count": LONGEST_TEXT})
    hold(disbursement)
    drop_approvals(disbursement)
    move(disbursement, "cancel", reason=why, **NO_APPROVALS)
    account.unplan(disbursement.agreement, disbursement.money)
    diary.note(disbursement, "canceled", by=by, why=why)


def _check(disbursement: Disbursement, by: Actor) -> bool:
    stop_if_held(disbursement)
    if disbursement.state != REQUESTED:
        return False
    with override("en"):  # the diary tells it in one language
        answer = RELEASE.ask(disbursement)
    if answer.open:
        move(disbursement, "pass_checks")
        diary.note(disbursement, "checks_passed", by=by)
    elif not isinstance(by, str):
        diary.note(disbursement, "checks_failed", by=by, body={"unmet": answer.refusals})
        letters.tell_refused(disbursement)
    return answer.open
