"""A dump into the lake: each file by itself, so that a run that was stopped goes on where it was.

A file's rows are written aside and count only once the manifest names them.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from thriving.history import rejects
from thriving.history.columns import Column
from thriving.history.engines import embedded
from thriving.history.lake import writing
from thriving.history.lake.manifest import Source
from thriving.history.lake.place import REJECTS, ROWS, SPILL, UNFINISHED, Lake, settle
from thriving.history.lake.progress import Reading, Tell, silent
from thriving.history.lake.shape import FOLDERS, kept
from thriving.history.lake.snapshots import Snapshot
from thriving.history.lake.taking import taken_in
from thriving.history.readers.opening import sha256_of
from thriving.history.readers.recognizing import Said, reader_of

_ABOUT = "source.json"


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
    with lake.held():
        found = [_ingested(lake, file, options, tell) for file in files]
        manifest = taken_in(lake.manifest, [each.source for each in found], options.snapshot)
        if manifest != lake.manifest:
            manifest.write(lake.folder)
        lake.forget_unused()
        return found


def _ingested(lake: Lake, file: Path, options: Options, tell: Tell) -> Ingested:
    sha256, columns = sha256_of(file), kept(everything=options.everything)
    folder = lake.folder / ROWS / _key(sha256, columns, options.said)
    if (folder / _ABOUT).exists():
        return Ingested(_about(folder), read=False)
    beside = lake.folder / UNFINISHED / folder.name
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    source = _read(Work(lake, file, sha256, columns, beside), options, tell)
    (beside / _ABOUT).write_text(json.dumps(asdict(source)), encoding="utf-8")
    settle(beside)
    beside.rename(folder)
    return Ingested(source, read=True)


@dataclass(frozen=True)
class Work:
    """A file to read: which columns of it to keep, and in which folder to write, aside."""

    lake: Lake
    file: Path
    sha256: str
    wanted: tuple[Column, ...]
    beside: Path


def _read(work: Work, options: Options, tell: Tell) -> Source:
    file, reader = work.file, reader_of(work.file, options.said)
    with embedded.session(memory=options.memory, spill=work.lake.folder / SPILL) as session:
        writing.write(session, reader, work.wanted, work.beside, Reading(file, tell))
        bad = reader.rejects(session, strays=writing.clear_strays(work.beside))
        written = writing.written(session, work.beside)
    _tell_rejects(work, bad, rows=written.rows, limit=options.reject_limit)
    return Source(
        name=file.name,
        sha256=work.sha256,
        bytes=file.stat().st_size,
        layout=reader.layout,
        rows=written.rows,
        rejected=len(bad),
        columns=tuple(column.name for column in work.wanted if column in reader.columns),
        wikis=written.wikis,
        first=written.first,
        last=written.last,
        engine=embedded.VERSION,
        read_on=datetime.now(UTC).isoformat(timespec="seconds"),
        folder=f"{ROWS}/{work.beside.name}",
        notes=reader.notes,
    )


def _tell_rejects(work: Work, bad: list[rejects.Reject], *, rows: int, limit: float) -> None:
    listed = work.lake.folder / REJECTS / f"{work.beside.name}.tsv"
    rejects.write(listed, bad, file=work.file.name)
    rejects.refuse_too_many(bad, rows=rows, limit=limit, file=work.file.name, listed=listed)


def _about(folder: Path) -> Source:
    return Source.from_json((folder / _ABOUT).read_text(encoding="utf-8"))


def _key(sha256: str, columns: Iterable[Column], said: Said) -> str:
    """Another where the same file was read in another way, for it gave other rows."""
    ways = [*FOLDERS, *(column.name for column in columns)]
    ways += [repr(sorted(each)) if isinstance(each, frozenset) else repr(each) for each in astuple(said)]
    return f"{sha256[:20]}-{hashlib.sha256(','.join(ways).encode()).hexdigest()[:8]}"
