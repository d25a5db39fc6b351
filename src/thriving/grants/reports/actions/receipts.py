"""Papers that show what was paid: brought, and taken away while the report is still being written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.reports.actions.holding import hold
from thriving.grants.reports.actions.writing import lines_of
from thriving.grants.reports.models import Receipt, Report, Spending
from thriving.kernel import clock, diary, files
from thriving.kernel.files.store import MEGABYTE
from thriving.kernel.money import Money
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.movement.spelling import line

LONGEST_WORDS, LARGEST_FILE, MOST = 200, 10 * MEGABYTE, 50
KINDS = ("pdf", "png", "jpeg")


@dataclass(frozen=True)
class Paid:
    """``line``: the row of the budget's line."""

    line: int
    words: str
    on: date
    amount: Money
    file: File[Any]


def problems(report: Report, said: Paid) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with it: the field, and the sentence for who can mend it."""
    if said.line not in {each.pk for each in lines_of(report)}:
        yield "line", _("The grant pays no such line.")
    if not line(said.words) or len(said.words) > LONGEST_WORDS:
        yield "words", _("Say in at most %(count)d characters what was paid.") % {"count": LONGEST_WORDS}
    if said.on > clock.today():
        yield "on", _("This day has not come yet.")
    if said.amount.currency != report.agreement.currency:
        yield "amount", _("This grant is told of in %(currency)s.") % {"currency": report.agreement.currency}
    if not said.amount:
        yield "amount", _("A receipt is of more than nothing.")


@transaction.atomic
def bring_receipt(report: Report, said: Paid, *, by: Person) -> Receipt:
    hold(report, "write_report", by)
    if found := [sentence for _field, sentence in problems(report, said)]:
        raise Refused(" ".join(dict.fromkeys(found)))
    spending = Spending.objects.get_or_create(report=report, line_id=said.line)[0]
    if spending.receipts.count() >= MOST:
        raise Refused(_("One line takes %(count)d receipts: join some into one file.") % {"count": MOST})
    kept = files.store(said.file, by=by, kinds=KINDS, limit=LARGEST_FILE)
    if spending.receipts.filter(sha256=kept.sha256).exists():
        raise Refused(_("This very file is there already."))
    receipt = Receipt.objects.create(
        spending=spending,
        words=line(said.words),
        on=said.on,
        amount=said.amount.amount,
        file=kept.key,
        sha256=kept.sha256,
        added_at=clock.now(),
        added_by=by.key,
    )
    diary.note(report, "receipt_brought", by=by, body={"receipt": receipt.key, "sha256": kept.sha256})
    return receipt


@transaction.atomic
def take_receipt_away(receipt: Receipt, *, by: Person) -> None:
    """While it is being written; what was handed in with a report stays with it."""
    report = receipt.spending.report
    hold(report, "write_report", by)
    if report.submitted_at and receipt.added_at <= report.submitted_at:
        raise Refused(
            _("This receipt was handed in with the report: it stays. Bring a better one beside it.")
        )
    key, file = receipt.key, receipt.file
    receipt.delete()
    files.discard(file)
    diary.note(report, "receipt_taken_away", by=by, body={"receipt": key})
