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
from thriving.history.failures import HistoryError
from thriving.history.lake import writing
from thriving.history.lake.beside import read_beside
from thriving.history.lake.contradictions import refuse_contradictions
from thriving.history.lake.digest import digest_of
from thriving.history.lake.gaps import refuse_gaps
from thriving.history.lake.hashing import hashed
from thriving.history.lake.manifest import Source
from thriving.history.lake.overlap import refuse_overlap
from thriving.history.lake.place import ROWS, SPILL, TABLES, UNFINISHED, Lake, settle
from thriving.history.lake.progress import Reading, Tell, silent
from thriving.history.lake.shape import FOLDERS, kept
from thriving.history.lake.snapshots import Snapshot, of_file, refuse_to_come
from thriving.history.lake.taking import taken_in
from thriving.history.lake.work import ABOUT, Work, name_of
from thriving.history.readers.reader import Reader
from thriving.history.readers.recognizing import Beside, Said, grouped, reader_of

# Raised where the readers learn to read something rightly: what was read before is then read anew.
READERS = "3"


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
    _refuse_to_come(files, options, now)
    with lake.held():
        sizes = _sizes(lake)
        found = [_ingested(lake, each, options, tell, sizes) for each in grouped(files, options.said)]
        manifest = taken_in(lake.manifest, [each.source for each in found], options.snapshot, now=now)
        if manifest != lake.manifest:
            refuse_gaps(lake, lake.manifest, manifest)
            refuse_overlap(lake, manifest, [each.source for each in found], options.memory)
            refuse_contradictions(lake, manifest, [each.source for each in found], options.memory)
            manifest.write(lake.folder)
        lake.forget_unused(read={each.source.key for each in found})
        return found


def _refuse_to_come(files: Iterable[Path], options: Options, now: datetime) -> None:
    """Before hours of reading. Of what the rows alone tell, it is refused later."""
    for path in files:
        if snapshot := of_file(path.name, options.snapshot):
            refuse_to_come(snapshot, file=path.name, now=now)


def _ingested(lake: Lake, files: Sequence[Path], options: Options, tell: Tell, sizes: set[int]) -> Ingested:
    """``sizes``: of what was read before, in bytes; a file of another size need not be hashed to be new."""
    reader = reader_of(files, options.said)
    columns, place = kept(everything=options.everything), TABLES if isinstance(reader, Beside) else ROWS

    def placed(sha256: str) -> Path:
        return lake.folder / place / _key(sha256, columns, options.said)

    with hashed(files) as sha256:
        if _size(files) in sizes and (placed(sha256()) / ABOUT).exists():
            # By the name that it has now: an old year may be the same in the next snapshot, byte for byte.
            return Ingested(replace(_about(placed(sha256())), name=name_of(files)), read=False)
        sizes.add(_size(files))
        aside = lake.folder / UNFINISHED / files[0].name
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        paths = reader.paths if isinstance(reader, Beside) else tuple(files)
        return _taken(Work(lake, paths, sha256, aside, placed), reader, columns, options, tell)


def _size(files: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in files)


def _sizes(lake: Lake) -> set[int]:
    """Of what was read before, be it in the manifest or not yet."""
    return {
        _about(about.parent).bytes
        for place in (ROWS, TABLES)
        for about in lake.folder.glob(f"{place}/*/{ABOUT}")
    }


def _taken(
    work: Work, reader: Reader | Beside, columns: tuple[Column, ...], options: Options, tell: Tell
) -> Ingested:
    source = (
        read_beside(work, reader, options.memory, options.reject_limit, tell)
        if isinstance(reader, Beside)
        else _read(work, reader, columns, options, tell)
    )
    source = replace(source, digest=digest_of(work.aside))
    (work.aside / ABOUT).write_text(json.dumps(asdict(source)), encoding="utf-8")
    settle(work.aside)
    work.aside.rename(work.folder)
    return Ingested(source, read=True)


def _read(work: Work, reader: Reader, wanted: tuple[Column, ...], options: Options, tell: Tell) -> Source:
    with embedded.session(memory=options.memory, spill=work.lake.folder / SPILL) as session:
        writing.write(session, reader, wanted, work.aside, Reading(work.file, tell))
        bad = reader.rejects(session, strays=writing.clear_strays(work.aside))
        written = writing.written(session, work.aside)
    work.tell_rejects({work.file.name: bad}, rows=written.rows, limit=options.reject_limit)
    if not written.rows:
        raise HistoryError(f"{work.file.name} holds no event: there is nothing to take in.")
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
    ways = [READERS, *FOLDERS, *(column.name for column in columns)]
    ways += [repr(sorted(each)) if isinstance(each, frozenset) else repr(each) for each in astuple(said)]
    return f"{sha256[:20]}-{hashlib.sha256(','.join(ways).encode()).hexdigest()[:8]}"
