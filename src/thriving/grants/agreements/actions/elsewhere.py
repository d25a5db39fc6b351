"""A grant that was decided elsewhere: by which document, stated by one person and confirmed by another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.agreements.account import hold
from thriving.grants.agreements.models import Agreement, DecidedElsewhere
from thriving.grants.agreements.queries import decided_here, decision_made_elsewhere, who_brought
from thriving.grants.agreements.states import ENDED
from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import LONGEST_NAME, clean
from thriving.movement.models import Person
from thriving.movement.queries.accounts import keys_of

_AT_ONCE = 1 << 16


@dataclass(frozen=True)
class Document:
    """Of which nothing is kept but its SHA-256: whoever confirms has it from elsewhere."""

    title: str
    decided_on: date
    sha256: str


def digest_of(file: BinaryIO) -> str:
    found = sha256()
    while piece := file.read(_AT_ONCE):
        found.update(piece)
    return found.hexdigest()


@transaction.atomic
def tell_decision(agreement: Agreement, said: Document, *, by: Person) -> DecidedElsewhere:
    """Say by which document it was decided; said anew it is confirmed anew."""
    access.require(by, "tell_decision", agreement)
    hold(agreement)
    award = agreement.proposal.award
    if agreement.state in ENDED or award is None or decided_here(agreement):
        raise Refused(_("This grant was decided here, or has ended: no document is needed."))
    if not clean(said.title) or len(said.title) > LONGEST_NAME:
        raise Refused(
            _("Say which document it is, in at most %(count)d characters.") % {"count": LONGEST_NAME}
        )
    if said.decided_on > clock.today():
        raise Refused(_("It was decided today or before."))
    told = DecidedElsewhere.objects.create(
        agreement=agreement,
        number=agreement.decided_elsewhere.count() + 1,
        sha256=said.sha256,
        title=clean(said.title),
        decided_on=said.decided_on,
        award=award.amount,
        currency=award.currency,
        stated_at=clock.now(),
        stated_by=by.key,
    )
    diary.note(agreement, "decision_told", by=by, body={"sha256": said.sha256, "award": str(award)})
    return told


@transaction.atomic
def confirm_decision(agreement: Agreement, digest: str, *, by: Person) -> None:
    """Say that one has the same document from elsewhere, and that it decides exactly this."""
    access.require(by, "confirm_decision", agreement)
    hold(agreement)
    told = decision_made_elsewhere(agreement)
    if told is None or told.confirmed_at:
        raise Refused(_("No document waits to be confirmed."))
    if {told.stated_by, *who_brought(agreement)} & keys_of(by):
        raise Refused(_("You told of it, or brought the grant here: somebody else must confirm it."))
    if told.sha256 != digest:
        raise Refused(_("This is not the same document: its SHA-256 is another."))
    DecidedElsewhere.objects.filter(pk=told.pk, confirmed_at=None).update(
        confirmed_at=clock.now(), confirmed_by=by.key
    )
    diary.note(agreement, "decision_confirmed", by=by, body={"sha256": digest})
