"""A file is read in small transactions, so that others write meanwhile and nothing is lost by a stop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any, TypeVar

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from thriving.evidence.imports.columns import ReadRow, codes_of_people, columns, read_row
from thriving.evidence.imports.comparing import compare
from thriving.evidence.imports.numbers import numbers_that_would_change
from thriving.evidence.imports.people import keys_for
from thriving.evidence.imports.places import known
from thriving.evidence.imports.sources import SourcesRefused, stage_sources
from thriving.evidence.models import Batch, StagedRow
from thriving.evidence.states import BATCH
from thriving.kernel import clock, diary, files, tables
from thriving.kernel.models import StoredFile

ROWS_AT_ONCE = 1_000
MOST_ROWS = 100_000
SILENT_AFTER = timedelta(minutes=2)  # whoever read it has died, or the worker is not running
_KINDS = ("csv", "xlsx")
_COUNTED = 1024 * 1024  # bytes looked through at a time

Progress = Callable[[Batch], object]
T = TypeVar("T")


class _Overtaken(Exception):
    """Somebody stopped the batch, or reads it too."""


@transaction.atomic
def receive(
    file: File[bytes], *, by: Any, issuer: str = "", sources: File[bytes] | None = None, sample: bool = False
) -> Batch:
    """Keep a file until it is decided on. Raises FileRefused, a sentence. Nothing of it is read yet."""
    stored = files.store(file, by=by, kinds=_KINDS)
    batch = Batch.objects.create(
        name=stored.name,
        digest=stored.sha256,
        issuer=issuer.strip(),
        file=stored.key,
        sources_file=files.store(sources, by=by, kinds=_KINDS).key if sources else "",
        expected=_rows_expected(stored),
        stated_by=by if isinstance(by, str) else by.key,
        created_at=clock.now(),
        sample=sample,
    )
    diary.note(batch, "received", by=by, body={"digest": batch.digest})
    return batch


def read(batch: Batch, progress: Progress = lambda _batch: None) -> Batch:
    """Stage and check the rows behind the last one staged, then tell what they would change.

    Returns early when somebody stops the batch. Killed at any moment, it can be called again.
    """
    BATCH.take(batch, "read", read_at=clock.now())
    try:
        stage_sources(batch)
        _stage_rows(batch, progress)
        compare(batch, progress)
        _finish(batch)
    except (tables.Unreadable, SourcesRefused) as unreadable:
        BATCH.take(batch, "refuse", problem=str(unreadable))
    except OSError:
        BATCH.take(batch, "refuse", problem=_("The file is gone from the storage. Upload it again."))
    except _Overtaken:
        batch.refresh_from_db()
    return batch


def resume(batch: Batch) -> None:
    """Let the batch be read on behind its last row; when every row is read, compared again."""
    BATCH.take(batch, "resume")


def stop(batch: Batch, *, by: Any) -> None:
    """Let whoever reads the batch leave after the rows in hand. `read` goes on from there."""
    with transaction.atomic():
        BATCH.take(batch, "stop")
        diary.note(batch, "stopped", by=by)


def is_silent(batch: Batch) -> bool:
    """Whether rows should be coming and none have for a while."""
    since = batch.read_at or batch.created_at
    return batch.state in ("waiting", "reading") and clock.now() - since > SILENT_AFTER


def _stage_rows(batch: Batch, progress: Progress) -> None:
    if batch.complete:
        return
    with files.open_file(batch.file) as file:
        for rows in _chunks(_rows_behind(batch, tables.read(file)), ROWS_AT_ONCE):
            _stage(batch, rows)
            progress(batch)
    if not batch.rows:
        raise tables.Unreadable(_("This table has no row below the names of its columns."))
    _save_unless_overtaken(batch, complete=True)


def _rows_behind(batch: Batch, table: tables.Table) -> Iterator[tables.CheckedRow]:
    for count, row in enumerate(tables.checked(table, columns())):
        if row.number == 1:
            raise tables.Unreadable("\n".join(problem.sentence for problem in row.problems))
        if count == MOST_ROWS:
            raise tables.Unreadable(
                _("This file has more than %(count)d rows. Split it in two.") % {"count": MOST_ROWS}
            )
        if row.number > batch.last_row:
            yield row


@transaction.atomic
def _stage(batch: Batch, rows: list[tables.CheckedRow]) -> None:
    """Take some rows in hand. First the batch itself: whoever finds it changed has been overtaken."""
    _save_unless_overtaken(batch, rows=batch.rows + len(rows), last_row=rows[-1].number, read_at=clock.now())
    keys, places = keys_for(batch, set(codes_of_people(rows))), known()
    StagedRow.objects.bulk_create(_staged(batch, read_row(row, keys, places)) for row in rows)


def _save_unless_overtaken(batch: Batch, **values: Any) -> None:
    unmoved = Batch.objects.filter(pk=batch.pk, state="reading", last_row=batch.last_row)
    if not unmoved.update(**values):
        raise _Overtaken
    for name, value in values.items():
        setattr(batch, name, value)


def _staged(batch: Batch, read: ReadRow) -> StagedRow:
    staged = StagedRow(batch=batch, row=read.number, faults=read.faults)
    if read.faults:
        staged.effect = StagedRow.Effect.FAULTY
    if read.statement and not read.faults:
        subject, occurred_on, value, dimensions, source, visibility = read.statement.content
        staged.kind, staged.natural_key = read.statement.kind, read.statement.natural_key
        staged.subject, staged.occurred_on, staged.value = subject, occurred_on, value
        staged.dimensions, staged.source, staged.visibility = dimensions, source, visibility
    return staged


def _finish(batch: Batch) -> None:
    counts = {effect: batch.staged.filter(effect=effect).count() for effect in StagedRow.Effect.values}
    faults = counts[StagedRow.Effect.FAULTY]
    numbers = [] if faults else numbers_that_would_change(batch)
    _save_unless_overtaken(batch, read_at=clock.now())
    BATCH.take(batch, "finish", faults=faults, preview={"rows": counts, "numbers": numbers})


def _rows_expected(stored: StoredFile) -> int:
    """How many rows a text seems to have, for a progress bar; a spreadsheet does not say unread."""
    if stored.kind != "csv":
        return 0
    with files.open_file(stored.key) as file:
        lines = sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(_COUNTED), b""))
    return max(lines - 1, 0)


def _chunks(things: Iterable[T], size: int) -> Iterator[list[T]]:
    remaining = iter(things)
    while some := list(islice(remaining, size)):
        yield some
