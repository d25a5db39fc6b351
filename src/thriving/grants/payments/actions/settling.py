"""What became of a payment: it arrived, it failed, it came back; one by one, or by the bank's own file."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.agreements import account
from thriving.grants.payments import letters, statement
from thriving.grants.payments.actions.moving import hold, move, refuse
from thriving.grants.payments.models import Batch, Disbursement, Outcome, Return, Sending
from thriving.grants.payments.separation import refusals_to_settle
from thriving.grants.payments.statement import Problem, Told
from thriving.grants.payments.states import CONFIRMED, SENT
from thriving.kernel import access, clock, diary, turn
from thriving.kernel.money import Money, total
from thriving.kernel.tables import Table
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import LONGEST_NAME, LONGEST_TEXT, clean
from thriving.movement.models import Person


@transaction.atomic
def confirm_payment(disbursement: Disbursement, *, on: date, reference: str, by: Person) -> None:
    """The bank says that it arrived."""
    _begin(disbursement, on, reference, by)
    _settle(_sending_of(disbursement), Outcome.CONFIRMED, on, reference)
    move(disbursement, "confirm")
    diary.note(disbursement, "confirmed", by=by, body={"on": on, "reference": clean(reference)})


@transaction.atomic
def fail_payment(disbursement: Disbursement, *, why: str, on: date, reference: str, by: Person) -> None:
    """It never arrived: it is ours still, and can be asked for again."""
    _begin(disbursement, on, reference, by)
    if not (why := clean(why)) or len(why) > LONGEST_TEXT:
        raise Refused(_("Say why, in at most %(count)d characters.") % {"count": LONGEST_TEXT})
    _settle(_sending_of(disbursement), Outcome.FAILED, on, reference)
    move(disbursement, "fail", reason=why)
    account.unsend(disbursement.agreement, disbursement.money)
    diary.note(disbursement, "failed", by=by, why=why, body={"on": on, "reference": clean(reference)})
    letters.tell_failed(disbursement)


@transaction.atomic
def record_return(
    disbursement: Disbursement, amount: Money, *, on: date, reference: str, by: Person
) -> Return:
    """Some of it came back, or all."""
    _begin(disbursement, on, reference, by)
    if disbursement.state not in (SENT, CONFIRMED):
        raise Refused(_("Of this payment nothing can come back."))
    if not amount:
        raise Refused(_("More than nothing comes back, and no more than was sent."))
    before = [Money(each.amount, amount.currency) for each in disbursement.returns.all()]
    whole = total([*before, amount], amount.currency)
    if disbursement.money < whole:
        raise Refused(_("More than nothing comes back, and no more than was sent."))
    if disbursement.returns.filter(reference=clean(reference)).exists():
        raise Refused(_("This return was recorded already."))
    account.take_back(disbursement.agreement, amount)
    made = Return.objects.create(
        disbursement=disbursement,
        amount=amount.amount,
        received_on=on,
        reference=clean(reference),
        recorded_at=clock.now(),
        recorded_by=by.key,
    )
    if whole == disbursement.money:
        move(disbursement, "come_back")
    diary.note(disbursement, "returned", by=by, body={"amount": str(amount), "reference": made.reference})
    letters.tell_returned(disbursement, len(before) + 1)
    return made


@transaction.atomic
def reconcile(batch: Batch, table: Table, *, by: Person) -> tuple[list[Told], list[Problem]]:
    """Believe the bank's file, all of it or nothing: what is wrong in it is told row by row.

    Raises Unreadable where it is no table, and Refused where a row does not fit what is known already.
    """
    access.require(by, "settle_batch", batch)
    turn.take()
    told, problems = statement.read(batch, table)
    if problems:
        return [], problems
    for each in told:
        try:
            _believe(each, by)
        except Refused as refused:
            wrong = {"row": each.row, "why": refused}
            raise Refused(_("Row %(row)d: %(why)s Mend it and bring the table again.") % wrong) from refused
    diary.note(batch, "reconciled", by=by, body={"payments": [each.sending.disbursement_id for each in told]})
    return told, []


def _believe(told: Told, by: Person) -> None:
    disbursement, on, reference = told.sending.disbursement, told.on, told.reference
    if told.outcome == statement.CONFIRMED:
        confirm_payment(disbursement, on=on, reference=reference, by=by)
    elif told.outcome == statement.FAILED:
        fail_payment(disbursement, why=told.reason, on=on, reference=reference, by=by)
    else:
        record_return(disbursement, told.amount, on=on, reference=reference, by=by)


def _begin(disbursement: Disbursement, on: date, reference: str, by: Person) -> None:
    access.require(by, "settle_payment", disbursement)
    hold(disbursement)
    refuse(refusals_to_settle(disbursement, by))
    if on > clock.today() or (disbursement.sent_at and on < disbursement.sent_at.date()):
        raise Refused(_("This day is not between the one on which it was sent, and today."))
    if not clean(reference) or len(reference) > LONGEST_NAME:
        raise Refused(_("The reference has between 1 and %(count)d characters.") % {"count": LONGEST_NAME})


def _sending_of(disbursement: Disbursement) -> Sending:
    sending = disbursement.sendings.filter(outcome=None).first()
    if sending is None:
        raise Refused(_("Of this payment it is known already what became of it."))
    return sending


def _settle(sending: Sending, outcome: Outcome, on: date, reference: str) -> None:
    known = {"outcome": outcome, "outcome_on": on, "reference": clean(reference)}
    Sending.objects.filter(pk=sending.pk).update(**known)
