"""One file's rows, written aside: Parquet by wiki, entity and year."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from thriving.history.columns import BY_NAME, ENTITIES, Column
from thriving.history.engines import embedded
from thriving.history.engines.embedded import Failure, Session, text
from thriving.history.lake.progress import Reading
from thriving.history.lake.shape import FOLDERS
from thriving.history.patterns import exactly
from thriving.history.readers.reader import Reader

_ROWS_IN_A_GROUP = 250_000
_NONE = "__HIVE_DEFAULT_PARTITION__"


@dataclass(frozen=True)
class Written:
    """What lies in a folder; ``first`` and ``last`` are times of events, ISO 8601."""

    rows: int
    wikis: tuple[str, ...]
    first: str
    last: str


def write(
    session: Session, reader: Reader, wanted: tuple[Column, ...], folder: Path, reading: Reading
) -> None:
    """The columns ``wanted`` of the reader's file into ``folder``."""
    beside = [BY_NAME[name] for name in FOLDERS if name in BY_NAME]
    with reader.opened(session, [*beside, *wanted], reading.fed) as query, reading.watched(session):
        try:
            session.execute(copy_of(query, folder))
        except Failure as failure:
            raise embedded.refusal(failure, reading.file) from failure


def copy_of(query: str, folder: Path) -> str:
    dated = f'SELECT *, year("event_timestamp") AS "year" FROM ({query})'
    return (
        f"COPY ({dated}) TO {text(folder)} (FORMAT parquet, COMPRESSION zstd, "
        f"PARTITION_BY ({', '.join(FOLDERS)}), ROW_GROUP_SIZE {_ROWS_IN_A_GROUP}, OVERWRITE_OR_IGNORE)"
    )


def clear_strays(folder: Path) -> bool:
    """Rows without a wiki, an entity or a time are in folders of their own: whether there were any."""
    found = [
        path
        for pattern in (f"wiki_db={_NONE}", "*/event_entity=*", f"*/*/year={_NONE}")
        for path in folder.glob(pattern)
        if path.name.removeprefix("event_entity=") not in ENTITIES
    ]
    for path in found:
        shutil.rmtree(path, ignore_errors=True)  # one may lie in another
    return bool(found)


def written(session: Session, folder: Path) -> Written:
    if not any(folder.rglob("*.parquet")):
        return Written(0, (), "", "")
    rows, wikis, first, last = session.sql(
        "SELECT count(*), list_sort(list(DISTINCT wiki_db)), min(event_timestamp), max(event_timestamp) "
        f"FROM read_parquet({text(exactly(folder) + '/*/*/*/*.parquet')}, hive_partitioning = true, "
        "hive_types_autocast = false)"
    ).fetchall()[0]
    return Written(rows, tuple(wikis), first.isoformat(), last.isoformat())
