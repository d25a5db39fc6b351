"""Stopping a payment without a word why, for those who only see that it is stopped."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thriving.grants.agreements.queries import paying_for
from thriving.grants.payments.actions.moving import NO_APPROVALS, drop_approvals, hold, move
from thriving.grants.payments.gates import codes_of
from thriving.grants.payments.models import Disbursement, Hold, Office
from thriving.grants.payments.rules import offices_of
from thriving.grants.payments.states import BEFORE_SENDING, HELD
from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import LONGEST_TEXT, clean
from thriving.movement.models import Person
from thriving.programs.events.models import Event

# Whoever it was stands in the diary of the hold. In that of the payment all holds are alike.
AN_OFFICE = "an office that holds payments"


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
    diary.note(placed, "placed", by=by)
    _stop(disbursement, placed.code)
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
    diary.note(placed, "lifted", by=by)
    _free(disbursement, placed.code)


@transaction.atomic
def stop_payments_for(event: Event, code: str) -> None:
    """What a hold on the event does to payments for it: the same as a hold on each of them."""
    for each in _served_by(event).filter(state__in=(*BEFORE_SENDING, HELD)):
        hold(each)
        _stop(each, code)


@transaction.atomic
def free_payments_for(event: Event, code: str) -> None:
    for each in _served_by(event).filter(state=HELD):
        hold(each)
        _free(each, code)


def stop_if_held(disbursement: Disbursement) -> None:
    """It may have come to serve an event that somebody holds; whoever calls holds its row."""
    if disbursement.state in BEFORE_SENDING:
        for code in codes_of(disbursement):
            _stop(disbursement, code)


def _stop(disbursement: Disbursement, code: str) -> None:
    if disbursement.state != HELD:
        drop_approvals(disbursement)
        move(disbursement, "hold", **NO_APPROVALS)
    diary.note(disbursement, "held", by=AN_OFFICE, body={"code": code})


def _free(disbursement: Disbursement, code: str) -> None:
    if disbursement.state == HELD and not codes_of(disbursement):
        move(disbursement, "let_go" if disbursement.requested_by else "let_go_unrequested")
    diary.note(disbursement, "hold_lifted", by=AN_OFFICE, body={"code": code})


def _served_by(event: Event) -> QuerySet[Disbursement]:
    found = Disbursement.objects.filter(tranche__agreement__in=paying_for(event).values("pk"))
    return found.select_related("tranche__agreement__proposal").order_by("tranche__agreement", "pk")
