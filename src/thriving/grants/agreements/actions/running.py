"""An agreement in force: begun, suspended, ended before its time, asked back, closed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.agreements import account, letters
from thriving.grants.agreements.gates import CLOSING
from thriving.grants.agreements.models import Agreement
from thriving.grants.agreements.queries import open_text
from thriving.grants.agreements.states import AGREEMENT, TEXT
from thriving.kernel import access, clock, diary
from thriving.kernel.money import Money
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import LONGEST_TEXT, clean
from thriving.movement.models import Person


@transaction.atomic
def begin(agreement: Agreement, *, by: Person) -> None:
    """From now on its payments can be asked for."""
    _move(agreement, "begin", by)


@transaction.atomic
def suspend(agreement: Agreement, *, why: str, by: Person) -> None:
    """While it is suspended nothing is paid, whatever was approved."""
    _move(agreement, "suspend", by, _reason(why))


@transaction.atomic
def resume(agreement: Agreement, *, by: Person) -> None:
    _move(agreement, "resume", by)


@transaction.atomic
def wind_up(agreement: Agreement, *, by: Person) -> None:
    """Its work is done: what is left is to report and to settle."""
    _move(agreement, "wind_up", by)


@transaction.atomic
def reopen(agreement: Agreement, *, by: Person) -> None:
    _move(agreement, "reopen", by)


@transaction.atomic
def terminate(agreement: Agreement, *, why: str, by: Person) -> None:
    """End it before its time, for good. A text that nobody has signed by then is taken back."""
    _move(agreement, "terminate", by, _reason(why))


@transaction.atomic
def ask_back(agreement: Agreement, amount: Money, *, by: Person) -> None:
    """Say how much of what was sent is to be paid back; nothing is an answer too."""
    access.require(by, "run_agreement", agreement)
    account.hold(agreement)
    AGREEMENT.take(agreement, "recover", changed_on=clock.today())
    account.ask_back(agreement, amount)
    diary.note(agreement, "asked_back", by=by, body={"amount": str(amount)})


@transaction.atomic
def close(agreement: Agreement, *, by: Person) -> None:
    """Nothing of it is open any longer: the gate is asked, and names what is."""
    access.require(by, "run_agreement", agreement)
    account.hold(agreement)
    answer = CLOSING.ask(agreement)
    if not answer.open:
        raise Refused(" ".join(answer.refusals))
    today = clock.today()
    AGREEMENT.take(agreement, "close", changed_on=today, closed_on=today)
    diary.note(agreement, "closed", by=by)
    letters.tell_moved(agreement, "close", 1)


def _move(agreement: Agreement, name: str, by: Person, reason: str = "") -> None:
    access.require(by, "run_agreement", agreement)
    account.hold(agreement)
    told: dict[str, Any] = {"reason": reason} if reason else {}
    AGREEMENT.take(agreement, name, changed_on=clock.today(), **told)
    if name == "terminate" and (text := open_text(agreement)):
        TEXT.take(text, "withdraw")
    diary.note(agreement, name, by=by, why=reason)
    letters.tell_moved(agreement, name, diary.entries_about(agreement).filter(verb=name).count())


def _reason(why: str) -> str:
    if not (why := clean(why)) or len(why) > LONGEST_TEXT:
        raise Refused(_("Say why, in at most %(count)d characters.") % {"count": LONGEST_TEXT})
    return why
