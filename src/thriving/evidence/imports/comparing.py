"""What staged rows would do to the ledger: something new, a correction, or nothing; and what forbids it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from thriving.evidence import writing
from thriving.evidence.imports.columns import NARROWER
from thriving.evidence.imports.sources import known_sources
from thriving.evidence.models import Batch, Fact, Origin, StagedRow, Visibility
from thriving.evidence.statements import Content, Statement, content_of

ROWS_AT_ONCE = 1_000


@dataclass
class _Told:
    """What the rows so far have stated: the row that did, and a short mark of its content, by name."""

    first: dict[writing.Name, tuple[int, int]] = field(default_factory=dict)

    def by(self, row: StagedRow, content: Content) -> tuple[int, bool]:
        """The first row that stated this, and whether it said the same."""
        mark = hash(repr(content))
        first, first_mark = self.first.setdefault((row.kind, row.natural_key), (row.row, mark))
        return first, mark == first_mark


def statement_of(staged: StagedRow) -> Statement:
    assert staged.occurred_on is not None  # noqa: S101 -- only sound rows are asked
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


def sound(batch: Batch) -> QuerySet[StagedRow]:
    """The rows that say something, in their order."""
    return batch.staged.exclude(kind="").order_by("row")


def compare(batch: Batch, progress: Callable[[Batch], object]) -> None:
    """Write beside each sound row what it would do. Doing it again gives the same."""
    told = _Told()
    for rows in _chunks(batch):
        _compare(batch, rows, told)
        progress(batch)


def _chunks(batch: Batch) -> Iterator[QuerySet[StagedRow]]:
    """Sound rows by the thousand: no query stays open while others write."""
    behind = 0
    while ahead := list(sound(batch).filter(row__gt=behind).values_list("row", flat=True)[:ROWS_AT_ONCE]):
        yield sound(batch).filter(row__gt=behind, row__lte=ahead[-1])
        behind = ahead[-1]


@transaction.atomic
def _compare(batch: Batch, some: QuerySet[StagedRow], told: _Told) -> None:
    some.order_by().update(stands=Subquery(_standing().values("number")[:1]))
    rows = list(some)
    facts = Fact.objects.in_bulk([row.stands for row in rows if row.stands])
    sources = known_sources(batch, {row.source for row in rows if row.source})
    changed = []
    for row in rows:
        faults_before = row.faults
        _judge(row, facts.get(row.stands or 0), sources, told)
        changed += [row] * (row.faults != faults_before)
    StagedRow.objects.bulk_update(changed, ["faults"])
    _save_effects(rows)


def _standing() -> QuerySet[Fact]:
    return Fact.objects.filter(
        kind=OuterRef("kind"), natural_key=OuterRef("natural_key"), superseded_number=None
    )


def _judge(row: StagedRow, fact: Fact | None, sources: set[str], told: _Told) -> None:
    content = statement_of(row).content
    first, same = told.by(row, content)
    row.faults = [list(fault) for fault in _faults(row, content, fact, sources)]
    if not same:
        sentence = _("Row %(row)d states this already, and differently.") % {"row": first}
        row.faults.append(["key", sentence])
    row.effect = _effect(row, content, fact, again=first != row.row)


def _faults(
    row: StagedRow, content: Content, fact: Fact | None, sources: set[str]
) -> Iterator[tuple[str, str]]:
    if row.source and row.source not in sources:
        sentence = _("Nobody says what “%(key)s” is: add it to the sheet of sources.")
        yield "source", sentence % {"key": row.source}
    if fact and fact.origin != Origin.IMPORT and content_of(fact) != content:
        yield "key", _("This is recorded here, not imported: mend it where it was recorded.")
    if fact and NARROWER.index(Visibility(row.visibility)) < NARROWER.index(Visibility(fact.visibility)):
        yield "visibility", _("This record is shown to fewer readers now; an import cannot show it to more.")


def _effect(row: StagedRow, content: Content, fact: Fact | None, *, again: bool) -> str:
    if row.faults:
        return StagedRow.Effect.FAULTY
    if again:  # an earlier row of the file says it
        return StagedRow.Effect.UNCHANGED
    if fact is None:
        return StagedRow.Effect.NEW
    return StagedRow.Effect.UNCHANGED if content_of(fact) == content else StagedRow.Effect.CORRECTED


def _save_effects(rows: list[StagedRow]) -> None:
    """One statement for each effect, not a CASE over a thousand rows."""
    for effect in StagedRow.Effect.values:
        numbers = [row.pk for row in rows if row.effect == effect]
        if numbers:
            StagedRow.objects.filter(pk__in=numbers).update(effect=effect)
