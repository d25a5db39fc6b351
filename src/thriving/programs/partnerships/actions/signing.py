from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.programs.partnerships import facts
from thriving.programs.partnerships.actions.partners import LONGEST_NAME
from thriving.programs.partnerships.actions.partnerships import follow, hold, moved, require_going
from thriving.programs.partnerships.models import Side, Signature, Version
from thriving.programs.partnerships.rules import rule_of
from thriving.programs.partnerships.sealing import SIGNED, troubles
from thriving.programs.partnerships.states import READY, VERSION, VERSION_READY


@dataclass(frozen=True)
class Signed:
    """``seal``: what the page showed to whoever signs; ``name`` and ``office``: who signed."""

    seal: str
    name: str
    office: str
    on: date


@transaction.atomic
def sign(version: Version, side: str, said: Signed, *, by: Person) -> Signature:
    """Sign for one side, by the seal that one has read. With both, the version holds."""
    _require_side(version, side, by)
    hold(version.partnership)
    require_going(version.partnership)
    partnership = version.partnership
    version.refresh_from_db(from_queryset=Version.objects.select_for_update())
    version.partnership = partnership
    _require_open(version, side, said, by)
    signature = Signature.objects.create(
        version=version,
        side=side,
        name=clean(said.name),
        office=clean(said.office),
        signed_on=said.on,
        seal=version.seal,
        signer=by.key if _signs_by_account(version, side) else "",
        recorded_at=clock.now(),
        recorded_by=by.key,
    )
    diary.note(version, SIGNED, by=by, body={"side": side, "seal": version.seal})
    if version.signatures.count() == len(Side):
        _hold_good(version, by)
    return signature


def rule_for(version: Version, side: str) -> str:
    return rule_of(version.partnership, side)


def _hold_good(version: Version, by: Person) -> None:
    partnership = version.partnership
    VERSION.take(version, "sign", signed_on=max(each.signed_on for each in version.signatures.all()))
    if partnership.state == READY:
        moved(partnership, "sign")
    facts.tell_signed(partnership, by)
    follow(partnership, by, "")


def _require_side(version: Version, side: str, by: Person) -> None:
    if side not in Side:
        raise Refused(_("This is none of the choices."))
    access.require(by, rule_for(version, side), version.partnership)


def _require_open(version: Version, side: str, said: Signed, by: Person) -> None:
    if version.state != VERSION_READY:
        raise Refused(_("This version is not open to be signed."))
    if said.seal != version.seal or troubles(version):
        raise Refused(_("This is not the text that was declared ready: nothing was signed."))
    if not clean(said.name) or max(len(said.name), len(said.office)) > LONGEST_NAME:
        raise Refused(_("Say who signed, in at most %(count)d characters.") % {"count": LONGEST_NAME})
    if said.on > clock.today() or (version.ready_on and said.on < version.ready_on):
        raise Refused(_("It was signed between the day on which it was ready, and today."))
    others = {each.side: each.recorded_by for each in version.signatures.all()}
    if side in others:
        raise Refused(_("This side has signed already."))
    if by.key in others.values():
        raise Refused(_("Nobody signs for both sides: somebody else must record this one."))


def _signs_by_account(version: Version, side: str) -> bool:
    return side == Side.OURS or bool(version.partnership.partner.affiliate_id)
