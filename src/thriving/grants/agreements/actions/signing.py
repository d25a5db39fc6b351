from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.agreements import account, letters
from thriving.grants.agreements.actions.drafting import hold_text
from thriving.grants.agreements.models import Side, Signature, Text
from thriving.grants.agreements.rules import keys_of_side, rule_of
from thriving.grants.agreements.sealing import SIGNED, troubles
from thriving.grants.agreements.states import AGREEMENT, DRAFT, TEXT, TEXT_READY, TEXT_SIGNED
from thriving.kernel import clock, diary
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import LONGEST_NAME, clean
from thriving.movement.models import Person
from thriving.movement.queries.accounts import keys_of


@dataclass(frozen=True)
class Signed:
    """``seal``: what the page showed to whoever signs."""

    seal: str
    name: str
    office: str = ""


@transaction.atomic
def sign(text: Text, side: str, said: Signed, *, by: Person) -> Signature:
    """Sign for one side, by the seal that one has read. With both, the text holds."""
    if side not in Side:
        raise Refused(_("This is none of the choices."))
    hold_text(text, by, rule_of(side))
    _require_open(text, side, said, by)
    signature = Signature.objects.create(
        text=text,
        side=side,
        name=clean(said.name),
        office=clean(said.office),
        seal=text.seal,
        signed_at=clock.now(),
        signed_by=by.key,
    )
    if text.signatures.count() == len(Side):
        _hold_good(text)
    diary.note(text, SIGNED, by=by, body={"side": side, "seal": text.seal})
    if text.state == TEXT_SIGNED:
        letters.tell_signed(text)
    return signature


def _hold_good(text: Text) -> None:
    agreement = text.agreement
    TEXT.take(text, "sign", signed_on=clock.today())
    account.grant(agreement, text.money)
    days = {"begins_on": text.begins_on, "ends_on": text.ends_on}
    if agreement.state == DRAFT:
        AGREEMENT.take(agreement, "sign", changed_on=clock.today(), **days)
        return
    agreement.begins_on, agreement.ends_on = text.begins_on, text.ends_on
    agreement.save(update_fields=list(days))


def _require_open(text: Text, side: str, said: Signed, by: Person) -> None:
    if text.state != TEXT_READY:
        raise Refused(_("This text is not open to be signed."))
    if said.seal != text.seal or troubles(text):
        raise Refused(_("This is not the text that was declared ready: nothing was signed."))
    if not clean(said.name) or max(len(said.name), len(said.office)) > LONGEST_NAME:
        raise Refused(_("Say who signs, in at most %(count)d characters.") % {"count": LONGEST_NAME})
    others = {each.side: each.signed_by for each in text.signatures.all()}
    if side in others:
        raise Refused(_("This side has signed already."))
    mine = keys_of(by)
    if mine & set(others.values()) or (side == Side.OURS and mine & keys_of_side(text.agreement)):
        raise Refused(_("Nobody signs for both sides: somebody else must sign for this one."))
