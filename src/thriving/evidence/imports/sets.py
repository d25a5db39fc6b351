"""A whole batch to and from the ledger in a few statements of SQL: short, however many rows it has.

Its rows were checked when they were staged, so nothing is looked at one by one here. What somebody stated or
withdrew since they were compared is found by counting, and refused.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection
from django.db.models import Min, QuerySet
from django.utils.translation import gettext as _

from thriving.evidence import imprints, ledger, writing
from thriving.evidence.imprints import Imprint
from thriving.evidence.models import Batch, Fact, Ledger, Origin, StagedRow
from thriving.evidence.statements import StatementRefused

_STATED = "kind, subject, natural_key, occurred_on, value, dimensions, source, visibility"
_INSERT = f"INSERT INTO evidence_fact (number, recorded_at, origin, batch_id, {_STATED}) "
_FROM_STAGED = (
    f"SELECT %s + ROW_NUMBER() OVER (ORDER BY row), %s, %s, batch_id, {_STATED} "  # noqa: S608 -- constants
    "FROM evidence_stagedrow WHERE batch_id = %s AND effect IN (%s, %s)"
)
# What stood before the batch; where that is of a batch that was undone since, what stood before that one.
_CORRECTED = (
    "WITH RECURSIVE corrected (number, kind, natural_key, batch_id) AS ("
    "SELECT earlier.number, earlier.kind, earlier.natural_key, earlier.batch_id FROM evidence_fact earlier "
    "JOIN evidence_fact mine ON mine.kind = earlier.kind AND mine.natural_key = earlier.natural_key "
    "WHERE earlier.superseded_number = %s AND mine.batch_id = %s AND mine.superseded_number = %s "
    "UNION ALL "
    "SELECT earlier.number, earlier.kind, earlier.natural_key, earlier.batch_id FROM corrected "
    "JOIN evidence_batch undone ON undone.id = corrected.batch_id AND undone.state = 'undone' "
    "JOIN evidence_fact earlier ON earlier.kind = corrected.kind "
    "AND earlier.natural_key = corrected.natural_key AND earlier.superseded_number = "
    "(SELECT MIN(number) FROM evidence_fact WHERE batch_id = undone.id)) "
)
_FROM_CORRECTED = (
    f"{_CORRECTED}SELECT %s + ROW_NUMBER() OVER (ORDER BY number), %s, origin, batch_id, "  # noqa: S608 -- constants
    f"{_STATED} FROM evidence_fact WHERE number IN (SELECT number FROM corrected "
    "WHERE batch_id IS NULL OR batch_id NOT IN (SELECT id FROM evidence_batch WHERE state = 'undone'))"
)


def take_in(batch: Batch) -> Imprint | None:
    """State every sound row of the batch, and count on it what that did. Within a transaction."""
    book = ledger.hold()
    before = book.last_number
    at, effect = writing.moment(book), StagedRow.Effect
    counts = {each: batch.staged.filter(effect=each).count() for each in effect.values}
    new, corrected = counts[effect.NEW], counts[effect.CORRECTED]
    _require_standing(_stand_for(batch, effect.UNCHANGED).count(), batch, effect.UNCHANGED)
    stamp = {"superseded_number": book.last_number + 1, "superseded_at": at}
    _require_standing(_stand_for(batch, effect.CORRECTED).update(**stamp), batch, effect.CORRECTED)
    parameters = (book.last_number, _adapted(at), Origin.IMPORT, batch.pk, effect.NEW, effect.CORRECTED)
    try:
        _run(_INSERT + _FROM_STAGED, parameters)
    except IntegrityError as taken:
        raise _outdated() from taken
    writing.advance(book, new + corrected, at)
    batch.written, batch.corrected, batch.unchanged = new, corrected, counts[effect.UNCHANGED]
    return _imprint(before, book, at)


def withdraw(batch: Batch) -> Imprint | None:
    """Close what the batch states still, and state again what it had corrected. Within a transaction."""
    book = ledger.hold()
    at, closed_by = writing.moment(book), book.last_number + 1
    mine = Fact.objects.filter(batch=batch)
    first = mine.aggregate(first=Min("number"))["first"]
    stamp = {"superseded_number": closed_by, "superseded_at": at}
    if not mine.filter(superseded_number=None).update(**stamp):
        return None
    # What it had corrected was closed with the first of its numbers.
    parameters = (first, batch.pk, closed_by, book.last_number, _adapted(at))
    restored = _run(_INSERT + _FROM_CORRECTED, parameters)
    # A withdrawal takes a number too: what was known before it and after it are two positions.
    writing.advance(book, max(restored, 1), at)
    return _imprint(closed_by - 1, book, at)


def _imprint(before: int, book: Ledger, at: datetime) -> Imprint | None:
    if book.last_number == before:
        return None
    return imprints.of_numbers(before + 1, book.last_number, at)


def _stand_for(batch: Batch, effect: str) -> QuerySet[Fact]:
    """The facts with which rows of this effect were compared, as far as they still stand."""
    compared = batch.staged.filter(effect=effect, stands__isnull=False).values("stands")
    return Fact.objects.filter(number__in=compared, superseded_number=None)


def _require_standing(found: int, batch: Batch, effect: str) -> None:
    compared = batch.staged.filter(effect=effect, stands__isnull=False).values("stands").distinct()
    if found != compared.count():
        raise _outdated()


def _outdated() -> StatementRefused:
    return StatementRefused(
        _("Somebody else has stated or withdrawn some of this since it was compared. Compare it again.")
    )


def _adapted(moment: datetime) -> object:
    """A moment as a raw statement hands it to this database."""
    return connection.ops.adapt_datetimefield_value(moment)


def _run(statement: str, parameters: tuple[Any, ...]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return int(cursor.rowcount)
