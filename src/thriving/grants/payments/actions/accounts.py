"""To which account a grant is paid: named by the grantee, confirmed by finance on a way known before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.agreements import account
from thriving.grants.agreements.models import Agreement
from thriving.grants.agreements.states import ENDED
from thriving.grants.payments.actions.moving import begin_again
from thriving.grants.payments.models import Payee
from thriving.grants.payments.queries import payments_of
from thriving.grants.payments.separation import refusals_to_confirm
from thriving.grants.payments.states import ON_THE_WAY
from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import LONGEST_NAME, clean
from thriving.movement.models import Person

_ACCOUNT = re.compile(r"[0-9A-Za-z][0-9A-Za-z ./-]{4,39}")
_SHOWN, _LONGEST_HOW = 4, 300


@dataclass(frozen=True)
class Account:
    holder: str
    number: str  # an IBAN, or as the bank writes it
    bank: str = ""


def problems(said: Account) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with it: the field, and the sentence for who can mend it."""
    if not _ACCOUNT.fullmatch(said.number.strip()):
        yield (
            "number",
            _("Write the number as the bank does: 5 to 40 digits, letters, spaces, points or hyphens."),
        )
    if not clean(said.holder) or max(len(said.holder), len(said.bank)) > LONGEST_NAME:
        yield (
            "holder",
            _("Say whose account it is, in at most %(count)d characters.") % {"count": LONGEST_NAME},
        )
    for field in ("holder", "bank"):
        words = clean(getattr(said, field))
        # In the bank's file no sign may be put before a name, so what a spreadsheet could run is refused.
        if words and not words[0].isalnum():
            yield field, _("Begin with a letter or a digit: other signs begin a formula in a spreadsheet.")


@transaction.atomic
def state_account(agreement: Agreement, said: Account, *, by: Person) -> Payee:
    """Name the account anew: it is confirmed anew, and what was approved for another begins again."""
    access.require(by, "state_account", agreement)
    if found := [sentence for _field, sentence in problems(said)]:
        raise Refused(" ".join(found))
    account.hold(agreement)
    if agreement.state in ENDED:
        raise Refused(_("This agreement has ended."))
    number = " ".join(said.number.split())
    payee = Payee(
        agreement=agreement,
        number=agreement.payees.count() + 1,
        holder=clean(said.holder),
        account=number,
        bank=clean(said.bank),
        ending=number.replace(" ", "")[-_SHOWN:],
        stated_at=clock.now(),
        stated_by=by.key,
    )
    payee.save(force_insert=True)
    for each in payments_of(agreement).filter(state__in=ON_THE_WAY):
        begin_again(each, by=by, why="The account was named anew.")
    diary.note(payee, "account_named", by=by, body={"agreement": agreement.key})
    return payee


@transaction.atomic
def confirm_account(payee: Payee, *, how: str, by: Person) -> None:
    """Say that the grantee, asked on a way that was known before, named this account."""
    access.require(by, "confirm_account", payee)
    account.hold(payee.agreement)
    if not (how := clean(how)) or len(how) > _LONGEST_HOW:
        raise Refused(
            _("Say how the grantee was asked, in at most %(count)d characters.") % {"count": _LONGEST_HOW}
        )
    if found := refusals_to_confirm(payee, by):
        raise Refused(" ".join(found))
    unconfirmed = Payee.objects.filter(pk=payee.pk, confirmed_at=None)
    if not unconfirmed.update(confirmed_at=clock.now(), confirmed_by=by.key, how=how):
        raise Refused(_("It was confirmed already."))
    payee.refresh_from_db()
    diary.note(payee, "account_confirmed", by=by, body={"agreement": payee.agreement.key}, why=how)
