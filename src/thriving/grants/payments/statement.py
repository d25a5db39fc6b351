"""What the bank says of a batch, read from its file: every row is checked before anything is believed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thriving.grants.payments.models import Batch, Sending
from thriving.grants.payments.states import SENT
from thriving.kernel import clock
from thriving.kernel.money import Money, MoneyRefused, typed
from thriving.kernel.tables import CheckedRow, Column, Table, checked
from thriving.movement.actions.groups import LONGEST_NAME, clean

CONFIRMED, FAILED, RETURNED = "confirmed", "failed", "returned"
COLUMNS = (
    Column("payment", "integer", required=True),  # its number, as in our file
    Column("outcome", required=True, choices=(CONFIRMED, FAILED, RETURNED)),
    Column("amount", required=True),
    Column("currency", required=True),
    Column("on", "date", required=True),
    Column("reference", required=True),
    Column("reason"),
)


@dataclass(frozen=True)
class Told:
    """What one row of the bank's file says of one payment."""

    row: int
    sending: Sending
    outcome: str
    amount: Money
    on: date
    reference: str
    reason: str = ""


@dataclass(frozen=True)
class Problem:
    row: int
    sentence: str


def read(batch: Batch, table: Table) -> tuple[list[Told], list[Problem]]:
    sendings = {each.disbursement_id: each for each in _sendings(batch)}
    told: dict[int, Told] = {}
    problems: list[Problem] = []
    for row in checked(table, COLUMNS):
        found = [each.sentence for each in row.problems] or list(_wrong(row, sendings, told))
        problems += [Problem(row.number, sentence) for sentence in found]
        if not found:
            told[row.values["payment"]] = _told(row, sendings)
    if not told and not problems:
        problems.append(Problem(1, _("The file has no rows.")))
    return list(told.values()), problems


def _sendings(batch: Batch) -> Any:
    return batch.sendings.select_related("disbursement__tranche__agreement__proposal", "payee")


def _told(row: CheckedRow, sendings: dict[int, Sending]) -> Told:
    said = row.values
    return Told(
        row.number,
        sendings[said["payment"]],
        said["outcome"],
        typed(said["amount"], said["currency"]),
        said["on"],
        clean(said["reference"]),
        clean(said["reason"] or ""),
    )


def _wrong(row: CheckedRow, sendings: dict[int, Sending], told: dict[int, Told]) -> Iterator[str]:
    said = row.values
    sending = sendings.get(said["payment"])
    if sending is None:
        yield _("Payment %(number)s is not in this batch.") % {"number": said["payment"]}
        return
    if said["payment"] in told:
        yield _("Payment %(number)s stands in the file twice.") % {"number": said["payment"]}
    if said["on"] > clock.today() or said["on"] < sending.batch.sent_at.date():
        yield _("This day is not between the one on which it was sent, and today.")
    if not clean(said["reference"]) or len(said["reference"]) > LONGEST_NAME:
        yield _("The reference has between 1 and %(count)d characters.") % {"count": LONGEST_NAME}
    if said["outcome"] == FAILED and not clean(said["reason"] or ""):
        yield _("Say why it failed.")
    yield from _wrong_amount(said, sending)
    yield from _wrong_outcome(said["outcome"], sending)


def _wrong_amount(said: dict[str, Any], sending: Sending) -> Iterator[str]:
    sent = sending.disbursement.money
    try:
        amount = typed(said["amount"], said["currency"])
    except MoneyRefused as refusal:
        yield str(refusal)
        return
    if amount.currency != sent.currency:
        yield _("It was sent in %(currency)s.") % {"currency": sent.currency}
    elif said["outcome"] == RETURNED and (not amount or sent < amount):
        yield _("More than nothing comes back, and no more than was sent.")
    elif said["outcome"] != RETURNED and amount != sent:
        yield _("The amount is not the one that was sent.")


def _wrong_outcome(outcome: str, sending: Sending) -> Iterator[str]:
    state = sending.disbursement.state
    if outcome in (CONFIRMED, FAILED) and (sending.outcome or state != SENT):
        yield _("Of this payment it is known already what became of it.")
    if outcome == RETURNED and (sending.outcome == FAILED or state not in (SENT, CONFIRMED)):
        yield _("Of this payment nothing can come back.")
