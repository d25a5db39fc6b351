"""What staged rows would do to the ledger: something new, a correction, or nothing; and what forbids it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thriving.evidence import writing
from thriving.evidence.imports.sources import known_sources
from thriving.evidence.models import Batch, Fact, Origin, StagedRow, Visibility
from thriving.evidence.statements import Statement, content_of

ROWS_AT_ONCE = 1_000


@dataclass
class _Told:
    """What the rows so far have stated: the row that did, and a short mark of its content, by name."""

    first: dict[writing.Name, tuple[int, int]] = field(default_factory=dict)


def statement_of(staged: StagedRow) -> Statement:
    assert staged.occurred_on is not None  # noqa: S101 -- only rows without faults are asked
    return Statement(
        kind=staged.kind,
        subject=staged.subject,
        occurred_on=staged.occurred_on,
        value=staged.value,
        dimensions=staged.dimensions,
        source=staged.source,
        key=staged.natural_key,
        visibility=Visibility(staged.visibility),
    )


def compare(batch: Batch, progress: Callable[[Batch], object]) -> None:
    """Write beside each sound row what it would do. Doing it again gives the same."""
    told = _Told()
    for rows in _chunks(batch):
        _compare(batch, rows, told)
        progress(batch)


def _chunks(batch: Batch) -> Iterator[list[StagedRow]]:
    """Sound rows by the thousand, each read by a query of its own: none is open while others write."""
    behind = 0
    while rows := list(sound(batch).filter(row__gt=behind)[:ROWS_AT_ONCE]):
        yield rows
        behind = rows[-1].row


def sound(batch: Batch) -> QuerySet[StagedRow]:
    return batch.staged.exclude(kind="").order_by("row")


@transaction.atomic
def _compare(batch: Batch, rows: list[StagedRow], told: _Told) -> None:
    named = {row.row: statement_of(row) for row in rows}
    standing = writing.current((each.kind, each.natural_key) for each in named.values())
    sources = known_sources(batch, {row.source for row in rows if row.source})
    changed = []
    for row in rows:
        statement, faults_before = named[row.row], row.faults
        fact = standing.get((statement.kind, statement.natural_key))
        row.faults = [list(fault) for fault in _faults(row, statement, fact, sources, told)]
        row.effect = _effect(row, statement, fact)
        changed += [row] * (row.faults != faults_before)
    StagedRow.objects.bulk_update(changed, ["faults"])
    _save_effects(rows)


def _faults(
    row: StagedRow, statement: Statement, fact: Fact | None, sources: set[str], told: _Told
) -> Iterator[tuple[str, str]]:
    if row.source and row.source not in sources:
        yield (
            "source",
            _("Nobody says what “%(key)s” is: add it to the sheet of sources.") % {"key": row.source},
        )
    mark = hash(repr(statement.content))
    first, first_mark = told.first.setdefault((row.kind, row.natural_key), (row.row, mark))
    if mark != first_mark:
        yield "key", _("Row %(row)d states this already, and differently.") % {"row": first}
    if fact and fact.origin != Origin.IMPORT and content_of(fact) != statement.content:
        yield "key", _("This is recorded here, not imported: mend it where it was recorded.")


def _effect(row: StagedRow, statement: Statement, fact: Fact | None) -> str:
    if row.faults:
        return StagedRow.Effect.FAULTY
    if fact is None:
        return StagedRow.Effect.NEW
    return StagedRow.Effect.UNCHANGED if content_of(fact) == statement.content else StagedRow.Effect.CORRECTED


def _save_effects(rows: list[StagedRow]) -> None:
    """One statement for each effect, not a CASE over a thousand rows."""
    for effect in StagedRow.Effect.values:
        numbers = [row.pk for row in rows if row.effect == effect]
        if numbers:
            StagedRow.objects.filter(pk__in=numbers).update(effect=effect)
