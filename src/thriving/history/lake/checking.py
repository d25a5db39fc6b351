"""Whether a lake is what its manifest says; each finding is a sentence.

The quick form opens every file's footer, where Parquet keeps its columns, counts and bounds. The deep one
reads every row too.
"""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from thriving.history.columns import ENTITIES
from thriving.history.engines.engine import DEFAULT_MEMORY
from thriving.history.failures import HistoryError
from thriving.history.lake.consistency import inconsistencies
from thriving.history.lake.digest import digest_of, parquet_in
from thriving.history.lake.manifest import NAME, Manifest, Source
from thriving.history.lake.place import REJECTS, ROWS, SPILL, TABLE_FILE, TABLES, UNFINISHED, Lake
from thriving.history.lake.work import ABOUT

_WHEN = "event_timestamp"
_WAITING = "uploads"  # where a face may keep dumps until they are read
_OWN = frozenset({ROWS, TABLES, REJECTS, SPILL, UNFINISHED, "lock", NAME, f"{NAME}.new", _WAITING})
_RESTORE = "Restore the lake from a backup, or ingest its files into a new one."


def findings(lake: Lake, *, deep: bool = False, memory: str = DEFAULT_MEMORY) -> Iterator[str]:
    """Nothing, where all is well. Raises HistoryError where there is no lake."""
    try:
        manifest = lake.manifest
    except HistoryError as unreadable:
        yield str(unreadable)
        return
    if not manifest.wikis and not manifest.beside:
        raise HistoryError(f"There is no lake in {lake.folder} yet, so there is nothing to check.")
    yield from _contradictions(manifest)
    yield from _strays(lake, manifest)
    whole = True
    for source in manifest.sources.values():
        for found in _of_source(Checked(lake, manifest, source), deep=deep):
            whole = False
            yield found
    if deep and whole:  # of a broken file the engine could only say that it is broken
        yield from inconsistencies(lake, memory)


def _contradictions(manifest: Manifest) -> Iterator[str]:
    """What the manifest says in two ways."""
    named = {(key, f"the wiki {name}") for name, wiki in manifest.wikis.items() for key in wiki.sources}
    named |= {(held.source, f"the table {name}") for name, all_ in manifest.beside.items() for held in all_}
    for key, what in sorted(named):
        if key not in manifest.sources:
            yield f"The manifest counts {key} for {what}, but does not say what it is. {_RESTORE}"
    for name, wiki in sorted(manifest.wikis.items()):
        for key in wiki.sources:
            if key in manifest.sources and name not in manifest.sources[key].wikis:
                yield f"The manifest counts {manifest.sources[key].name} for {name}, which is not in it."
    for key in sorted(set(manifest.sources) - {key for key, _ in named}):
        yield f"The manifest describes {manifest.sources[key].name} ({key}), but counts it for nothing."


def _strays(lake: Lake, manifest: Manifest) -> Iterator[str]:
    """Unless somebody is writing: then there are folders on their way in."""
    if _is_written(lake):
        return
    known = {source.folder for source in manifest.sources.values()}
    for kind in (ROWS, TABLES):
        for path in sorted((lake.folder / kind).glob("*")):
            if f"{kind}/{path.name}" not in known:
                yield (
                    f"{path} counts for nothing: a run that was stopped left it, or somebody put it there. "
                    "The next ingest takes it up or deletes it."
                )
    for path in sorted(lake.folder.iterdir()):
        if path.name not in _OWN:
            yield f"{path} is no part of a lake. Move it elsewhere."


def _is_written(lake: Lake) -> bool:
    lock = lake.folder / "lock"
    if not lock.exists():
        return False
    with lock.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@dataclass(frozen=True)
class Checked:
    """A source, and where it should lie."""

    lake: Lake
    manifest: Manifest
    source: Source

    @property
    def folder(self) -> Path:
        return self.lake.folder / self.source.folder

    @property
    def known_until(self) -> datetime | None:
        """The latest of the wikis that it counts for."""
        wikis = self.manifest.wikis.values()
        untils = [wiki.known_until for wiki in wikis if self.source.key in wiki.sources]
        return datetime.fromisoformat(max(untils)).replace(tzinfo=None) if untils else None


def _of_source(checked: Checked, *, deep: bool) -> Iterator[str]:
    source, folder = checked.source, checked.folder
    if not folder.is_dir():
        yield f"The rows of {source.name} are missing: there is no {folder}. {_RESTORE}"
        return
    yield from _of_record(checked)
    yield from _foreign(checked)
    yield from _of_table(checked) if source.table else _of_events(checked)
    if deep and source.digest and digest_of(folder) != source.digest:
        yield f"The files in {folder} are not those that were written from {source.name}. {_RESTORE}"


def _of_record(checked: Checked) -> Iterator[str]:
    """Beside the rows stands what was said of them when they were written."""
    path = checked.folder / ABOUT
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        yield f"{path} cannot be read: it says what {checked.source.name} was when it was read. {_RESTORE}"
        return
    said = json.loads(json.dumps(asdict(checked.source)))
    differing = sorted(name for name in said if name in written and said[name] != written[name])
    if differing:
        yield (
            f"The manifest says otherwise of {checked.source.name} than {path} ({', '.join(differing)}): "
            f"one of the two was changed by hand. {_RESTORE}"
        )


def _foreign(checked: Checked) -> Iterator[str]:
    for path in sorted(checked.folder.rglob("*")):
        if path.is_file() and path.suffix != ".parquet" and path != checked.folder / ABOUT:
            yield f"{path} is no part of a lake. Move it elsewhere."


def _of_table(checked: Checked) -> Iterator[str]:
    path = checked.folder / TABLE_FILE
    if not path.exists():
        yield f"The rows of {checked.source.name} are missing: there is no {path}. {_RESTORE}"
    elif _footer(path) is None:
        yield _unreadable(path)


def _of_events(checked: Checked) -> Iterator[str]:
    source, rows, seen = checked.source, 0, [datetime.max, datetime.min]  # noqa: DTZ901 -- times of a lake are UTC without saying it
    for path in parquet_in(checked.folder):
        footer = _footer(path)
        if footer is None:
            yield _unreadable(path)
            return
        rows += footer.num_rows
        yield from _of_file(path, footer, checked)
        first, last = _bounds(footer)
        seen = [min(seen[0], first), max(seen[1], last)] if first and last else seen
    if rows != source.rows:
        yield f"{checked.folder} holds {rows} rows, where {source.name} gave {source.rows}. {_RESTORE}"
    elif rows and [each.isoformat() for each in seen] != [source.first, source.last]:
        yield (
            f"The events of {source.name} are from {seen[0]} to {seen[1]}, where the manifest says "
            f"{source.first} to {source.last}. {_RESTORE}"
        )


def _of_file(path: Path, footer: Any, checked: Checked) -> Iterator[str]:
    """By its folders' names, and by what its footer says."""
    folders = dict(part.split("=", 1) for part in path.relative_to(checked.folder).parts if "=" in part)
    wiki, entity, year = (folders.get(name, "") for name in ("wiki_db", "event_entity", "year"))
    if wiki not in checked.source.wikis or entity not in ENTITIES:
        yield f"{path} lies where no rows of {checked.source.name} belong. {_RESTORE}"
    if lacking := sorted(set(_kept(checked.source)) - set(footer.schema.to_arrow_schema().names)):
        yield f"{path} lacks columns that the manifest promises: {', '.join(lacking)}. {_RESTORE}"
    first, last = _bounds(footer)
    if first is None or last is None:
        return
    if {str(first.year), str(last.year)} != {year}:
        yield f"{path} holds events from {first} to {last}, which are not all of {year}. {_RESTORE}"
    if checked.known_until and last >= checked.known_until:
        yield (
            f"{path} holds an event of {last}, though {checked.source.name} is said to know only what "
            f"happened before {checked.known_until}. Ingest it anew with --snapshot."
        )


def _kept(source: Source) -> Iterable[str]:
    return (name for name in source.columns if name not in ("wiki_db", "event_entity"))


def _footer(path: Path) -> Any:
    """None where the file is truncated, or is no Parquet."""
    try:
        return pq.read_metadata(path)
    except (pa.ArrowInvalid, OSError):
        return None


def _bounds(footer: Any) -> tuple[datetime | None, datetime | None]:
    """The times of the first and last event, where the footer says them of every group of rows."""
    place = footer.schema.names.index(_WHEN) if _WHEN in footer.schema.names else -1
    groups = [footer.row_group(group) for group in range(footer.num_row_groups)] if place >= 0 else []
    said = [_column(group).statistics for group in groups]
    if not said or any(each is None or not each.has_min_max for each in said):
        return None, None
    return min(each.min for each in said), max(each.max for each in said)


def _column(group: Any) -> Any:
    columns = (group.column(place) for place in range(group.num_columns))
    return next(column for column in columns if column.path_in_schema == _WHEN)


def _unreadable(path: Path) -> str:
    return f"{path} is truncated or damaged. {_RESTORE}"
