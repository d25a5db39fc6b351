"""Stopping a payment without a word why, for those who only see that it is stopped."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.payments.actions.moving import NO_APPROVALS, drop_approvals, hold, move
from thriving.grants.payments.models import Disbursement, Hold, Office
from thriving.grants.payments.queries import holds_on
from thriving.grants.payments.rules import offices_of
from thriving.grants.payments.states import BEFORE_SENDING, HELD
from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import LONGEST_TEXT, clean
from thriving.movement.models import Person


@transaction.atomic
def hold_payment(
    disbursement: Disbursement, *, reason: str, by: Person, office: Office | None = None
) -> Hold:
    """Stop it until this hold is lifted. The reason is sealed, and goes nowhere else."""
    access.require(by, "hold_payment", disbursement)
    mine = offices_of(by.acting)
    if not (reason := clean(reason)) or len(reason) > LONGEST_TEXT:
        raise Refused(_("Say why, in at most %(count)d characters.") % {"count": LONGEST_TEXT})
    if (office or mine[0]) not in mine:
        raise Refused(_("This is none of the choices."))
    hold(disbursement)
    if disbursement.state not in (*BEFORE_SENDING, HELD):
        raise Refused(_("It has left, or will not be made: there is nothing to hold."))
    placed = Hold(
        disbursement=disbursement,
        office=office or mine[0],
        reason=reason,
        placed_at=clock.now(),
        placed_by=by.key,
    )
    placed.save(force_insert=True)
    if disbursement.state != HELD:
        drop_approvals(disbursement)
        move(disbursement, "hold", **NO_APPROVALS)
    diary.note(disbursement, "held", by=by, body={"code": placed.code})
    return placed


@transaction.atomic
def lift_hold(placed: Hold, *, by: Person) -> None:
    """End one hold. When it was the last, the checks and both approvals are passed anew."""
    access.require(by, "lift_hold", placed)
    disbursement = placed.disbursement
    hold(disbursement)
    standing = Hold.objects.filter(pk=placed.pk, lifted_at=None)
    if not standing.update(lifted_at=clock.now(), lifted_by=by.key):
        raise Refused(_("This hold has ended already."))
    if disbursement.state == HELD and not holds_on(disbursement).exists():
        move(disbursement, "let_go" if disbursement.requested_by else "let_go_unrequested")
    diary.note(disbursement, "hold_lifted", by=by, body={"code": placed.code})
