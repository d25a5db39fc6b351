"""Sending: once, together as one file for the bank, and only while the gate is open at that very moment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.agreements import account
from thriving.grants.payments import letters
from thriving.grants.payments.actions.moving import hold, move
from thriving.grants.payments.actions.requesting import ask_again_if_lapsed
from thriving.grants.payments.bank_file import digest_of, lines_of
from thriving.grants.payments.gates import RELEASE, holding
from thriving.grants.payments.models import Batch, Disbursement, Sending
from thriving.grants.payments.queries import approvals_of, payee_of
from thriving.grants.payments.sealing import seal_of
from thriving.grants.payments.separation import refusals_to_send
from thriving.grants.payments.states import APPROVED, HELD
from thriving.kernel import access, clock, diary, turn
from thriving.kernel.money import total
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import LONGEST_NAME, clean
from thriving.movement.models import Person

MOST = 200  # payments in one batch
_TOKEN = re.compile(r"[0-9a-f]{32}")


class NotSent(Refused):
    """Nothing of the batch was sent: which payment held it back, and why."""

    def __init__(self, disbursement: Disbursement, sentences: Sequence[str]) -> None:
        self.disbursement, self.sentences = disbursement, list(sentences)
        tranche = disbursement.tranche
        named = {"agreement": tranche.agreement.key, "number": tranche.number}
        told = _("Nothing was sent, because of payment %(number)s of %(agreement)s.") % named
        super().__init__(" ".join([told, *sentences]))


def send(payments: Sequence[Disbursement], *, carrier: str, token: str, by: Person) -> Batch:
    """Send all of them, or none. The same ``token`` again is the same batch, sent once.

    A refusal undoes everything, so it is told to the diary afterwards.
    """
    try:
        return _send(payments, carrier, token, by)
    except NotSent as refused:
        with transaction.atomic():
            diary.note(refused.disbursement, "sending_refused", by=by, body={"unmet": refused.sentences})
            hold(refused.disbursement)
            ask_again_if_lapsed(refused.disbursement, by=by)
            letters.tell_refused(refused.disbursement)
        raise


@transaction.atomic
def _send(payments: Sequence[Disbursement], carrier: str, token: str, by: Person) -> Batch:
    access.require_holds(by, "send_payments")
    for each in payments:
        access.require(by, "send_payment", each)
    turn.take()
    if sent := Batch.objects.filter(token=token).first():
        return _same(sent, payments, by)
    _require_sound(payments, carrier, token)
    ready = sorted(payments, key=lambda each: (each.tranche.agreement_id, each.pk))
    sendings = [_ready(each, by) for each in ready]
    batch = _batch(sendings, carrier, token, by)
    for sending in sendings:
        _leave(sending, batch, by)
    diary.note(
        batch, "sent", by=by, body={"payments": [each.pk for each in ready], "total": str(batch.money)}
    )
    return batch


def _ready(disbursement: Disbursement, by: Person) -> Sending:
    """Everything is looked at again here, in the transaction that sends: it may have changed since."""
    for lock in holding.values():
        lock(disbursement)
    hold(disbursement)
    if disbursement.state != APPROVED:
        raise NotSent(disbursement, _not_approved(disbursement))
    seal = seal_of(disbursement)
    approvals = list(approvals_of(disbursement))
    if [each.approved_by for each in approvals] != [disbursement.first_by, disbursement.second_by]:
        raise NotSent(disbursement, [_("Its approvals are not those of two people.")])
    if any(each.seal != seal for each in approvals):
        raise NotSent(disbursement, [_("What was approved has changed since: it has to be asked for again.")])
    if found := refusals_to_send(disbursement, by):
        raise NotSent(disbursement, found)
    answer = RELEASE.ask(disbursement)
    if not answer.open:
        raise NotSent(disbursement, answer.refusals)
    return Sending(
        disbursement=disbursement,
        payee=payee_of(disbursement.agreement),
        attempt=disbursement.attempt,
        amount=disbursement.money.amount,
        seal=seal,
    )


def _not_approved(disbursement: Disbursement) -> list[str]:
    if disbursement.state == HELD:
        return list(RELEASE.ask(disbursement).refusals)
    return [_("It is not approved by two people, or it was sent already.")]


def _batch(sendings: Sequence[Sending], carrier: str, token: str, by: Person) -> Batch:
    amounts = [each.disbursement.money for each in sendings]
    whole = total(amounts, amounts[0].currency)
    return Batch.objects.create(
        token=token,
        carrier=clean(carrier),
        currency=whole.currency,
        total=whole.amount,
        sha256=digest_of(lines_of(sendings)),
        sent_at=clock.now(),
        sent_by=by.key,
    )


def _leave(sending: Sending, batch: Batch, by: Person) -> None:
    disbursement = sending.disbursement
    sending.batch = batch
    sending.save(force_insert=True)
    account.hold(disbursement.agreement)  # anew: another payment of the batch may be of the same agreement
    account.send(disbursement.agreement, disbursement.money)
    move(disbursement, "send", sent_at=batch.sent_at)
    diary.note(disbursement, "sent", by=by, body={"batch": batch.pk, "seal": sending.seal})
    letters.tell_sent(disbursement)


def _same(batch: Batch, payments: Sequence[Disbursement], by: Person) -> Batch:
    """The form was sent twice: what it asked for was done the first time."""
    sent = set(batch.sendings.values_list("disbursement", flat=True))
    if batch.sent_by != by.key or sent != {each.pk for each in payments}:
        raise Refused(_("This form was used for other payments: open it again."))
    return batch


def _require_sound(payments: Sequence[Disbursement], carrier: str, token: str) -> None:
    if not payments or len(payments) > MOST:
        raise Refused(_("Choose between 1 and %(count)d payments.") % {"count": MOST})
    if len({each.pk for each in payments}) != len(payments):
        raise Refused(_("A payment is chosen twice."))
    if any(one.money.currency != other.money.currency for one, other in pairwise(payments)):
        raise Refused(_("A batch is in one currency: send the others by themselves."))
    if not clean(carrier) or len(carrier) > LONGEST_NAME:
        raise Refused(
            _("Say which bank or sponsor pays, in at most %(count)d characters.") % {"count": LONGEST_NAME}
        )
    if not _TOKEN.fullmatch(token):
        raise Refused(_("This form cannot be used: open it again."))
