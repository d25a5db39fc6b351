"""The file for the bank or the fiscal sponsor. It holds accounts: written when fetched, and never kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from thriving.grants.payments.models import Batch, Sending
from thriving.kernel.tables import csv_lines

HEADER = ("payment", "holder", "account", "bank", "amount", "currency", "purpose")


def lines_of(sendings: Iterable[Sending]) -> Iterator[str]:
    """In an order of its own: the same payments are the same file, whenever it is written."""
    return csv_lines(HEADER, [_row(each) for each in sorted(sendings, key=lambda each: each.disbursement_id)])


def digest_of(lines: Iterable[str]) -> str:
    return sha256("".join(lines).encode()).hexdigest()


def file_of(batch: Batch) -> str:
    found = batch.sendings.select_related("disbursement__tranche__agreement", "payee")
    return "".join(lines_of(found))


def is_still(batch: Batch, text: str) -> bool:
    """Whether it is the file that was sent."""
    return digest_of([text]) == batch.sha256


def _row(sending: Sending) -> Sequence[object]:
    disbursement, payee = sending.disbursement, sending.payee
    purpose = f"{disbursement.tranche.agreement.key}/{disbursement.tranche.number}"
    money = disbursement.money
    amount, _space, currency = str(money).partition(" ")
    return (disbursement.pk, payee.holder, payee.account, payee.bank, amount, currency, purpose)
