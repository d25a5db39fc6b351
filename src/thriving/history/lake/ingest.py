"""A dump into the lake: each file by itself, so that a run that was stopped goes on where it was.

A file's rows are written aside and count only once the manifest names them.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from thriving.history import rejects
from thriving.history.columns import Column
from thriving.history.engines import embedded
from thriving.history.lake import writing
from thriving.history.lake.beside import read_beside
from thriving.history.lake.digest import digest_of
from thriving.history.lake.manifest import Source
from thriving.history.lake.place import ROWS, SPILL, TABLES, UNFINISHED, Lake, settle
from thriving.history.lake.progress import Reading, Tell, silent
from thriving.history.lake.shape import FOLDERS, kept
from thriving.history.lake.snapshots import Snapshot
from thriving.history.lake.taking import taken_in
from thriving.history.lake.work import ABOUT, Work
from thriving.history.readers.opening import sha256_of
from thriving.history.readers.reader import Reader
from thriving.history.readers.recognizing import Beside, Said, grouped, reader_of


@dataclass(frozen=True)
class Options:
    """``snapshot``: for files whose name does not tell. ``reject_limit``: the share of a file's rows.

    ``said``: of the files, what they do not say themselves.
    """

    snapshot: Snapshot | None = None
    everything: bool = False
    memory: str = embedded.DEFAULT_MEMORY
    reject_limit: float = rejects.LIMIT
    said: Said = field(default_factory=Said)


@dataclass(frozen=True)
class Ingested:
    """``read`` now, or already there (from before, or from a run that was stopped)."""

    source: Source
    read: bool


def ingest(
    lake: Lake, files: Sequence[Path], options: Options = Options(), *, tell: Tell = silent
) -> list[Ingested]:
    """Take the files in, all or none. Raises HistoryError; the lake is then as it was."""
    now = datetime.now(UTC).replace(microsecond=0)
    with lake.held():
        found = [_ingested(lake, each, options, tell) for each in grouped(files, options.said)]
        manifest = taken_in(lake.manifest, [each.source for each in found], options.snapshot, now=now)
        if manifest != lake.manifest:
            manifest.write(lake.folder)
        lake.forget_unused()
        return found


def _ingested(lake: Lake, files: Sequence[Path], options: Options, tell: Tell) -> Ingested:
    reader = reader_of(files, options.said)
    sha256, columns = sha256_of(*files), kept(everything=options.everything)
    is_beside = isinstance(reader, Beside)
    folder = lake.folder / (TABLES if is_beside else ROWS) / _key(sha256, columns, options.said)
    if (folder / ABOUT).exists():
        return Ingested(_about(folder), read=False)
    aside = lake.folder / UNFINISHED / folder.name
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    work = Work(lake, reader.paths if isinstance(reader, Beside) else tuple(files), sha256, aside, folder)
    source = (
        read_beside(work, reader, options.memory, options.reject_limit, tell)
        if isinstance(reader, Beside)
        else _read(work, reader, columns, options, tell)
    )
    source = replace(source, digest=digest_of(aside))
    (aside / ABOUT).write_text(json.dumps(asdict(source)), encoding="utf-8")
    settle(aside)
    aside.rename(folder)
    return Ingested(source, read=True)


def _read(work: Work, reader: Reader, wanted: tuple[Column, ...], options: Options, tell: Tell) -> Source:
    with embedded.session(memory=options.memory, spill=work.lake.folder / SPILL) as session:
        writing.write(session, reader, wanted, work.aside, Reading(work.file, tell))
        bad = reader.rejects(session, strays=writing.clear_strays(work.aside))
        written = writing.written(session, work.aside)
    work.tell_rejects({work.file.name: bad}, rows=written.rows, limit=options.reject_limit)
    return work.source(
        layout=reader.layout,
        rows=written.rows,
        rejected=len(bad),
        columns=tuple(column.name for column in wanted if column in reader.columns),
        wikis=written.wikis,
        first=written.first,
        last=written.last,
        notes=reader.notes,
    )


def _about(folder: Path) -> Source:
    return Source.from_json((folder / ABOUT).read_text(encoding="utf-8"))


def _key(sha256: str, columns: Iterable[Column], said: Said) -> str:
    """Another where the same file was read in another way, for it gave other rows."""
    ways = [*FOLDERS, *(column.name for column in columns)]
    ways += [repr(sorted(each)) if isinstance(each, frozenset) else repr(each) for each in astuple(said)]
    return f"{sha256[:20]}-{hashlib.sha256(','.join(ways).encode()).hexdigest()[:8]}"
