"""What somebody who knows DuckDB well would write to have a dump's columns as Parquet."""

from __future__ import annotations

from pathlib import Path

import duckdb

from thriving.history.columns import BY_NAME, Type, layout
from thriving.history.lake.shape import FOLDERS, kept

NEEDED = (*(name for name in FOLDERS if name in BY_NAME), *(column.name for column in kept(everything=False)))
_MEMORY = "2GB"  # as much as ours may take


def copy(file: Path, folder: Path) -> None:
    """The same columns, types and partitions; escapes stay as they are, and a bad row stops it."""
    with duckdb.connect(config={"memory_limit": _MEMORY, "preserve_insertion_order": False}) as engine:
        engine.execute(
            f"COPY (SELECT *, year(event_timestamp) AS year FROM ({_chosen(file)})) TO '{folder}' "
            "(FORMAT parquet, COMPRESSION zstd, PARTITION_BY (wiki_db, event_entity, year), "
            "ROW_GROUP_SIZE 250000)"
        )


def scan(file: Path) -> None:
    """DuckDB's own reader of CSV, of the same columns, for nothing."""
    with duckdb.connect(config={"memory_limit": _MEMORY}) as engine:
        engine.execute(f"SELECT count(COLUMNS(*)) FROM ({_chosen(file)})").fetchall()


def _chosen(file: Path) -> str:
    types = ", ".join(f"'{column.name}': '{_type(column.type)}'" for column in layout(78))
    return (
        f"SELECT {', '.join(map(_value, NEEDED))} FROM read_csv('{file}', columns = {{{types}}}, "
        "delim = '\t', quote = '', escape = '', header = false, auto_detect = false, nullstr = '', "
        "timestampformat = '%Y-%m-%d %H:%M:%S.0')"
    )


def _type(kind: Type) -> str:
    return Type.TEXT.value if kind is Type.TEXTS else kind.value


def _value(name: str) -> str:
    return f"string_split({name}, ',') AS {name}" if BY_NAME[name].type is Type.TEXTS else name
