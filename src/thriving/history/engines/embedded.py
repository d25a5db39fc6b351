"""DuckDB inside this process: one session, its memory bounded, spilling to disk beyond."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa

VERSION = f"duckdb {duckdb.__version__}"
DEFAULT_MEMORY = "2GB"

Session = duckdb.DuckDBPyConnection
Failure = duckdb.Error


@contextmanager
def session(*, memory: str = DEFAULT_MEMORY, spill: Path | None = None) -> Iterator[Session]:
    """``memory`` as in "2GB"; ``spill`` is the folder for what does not fit."""
    settings: dict[str, Any] = {"memory_limit": memory, "preserve_insertion_order": False}
    if spill is not None:
        settings["temp_directory"] = str(spill)
    with duckdb.connect(config=settings) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection


def text(value: object) -> str:
    """A literal of SQL: for file names and formats, which cannot be parameters of COPY."""
    return "'" + str(value).replace("'", "''") + "'"


Backend = Any  # Ibis's backend for DuckDB; Ibis has no types that mypy can read


@contextmanager
def backend(*, memory: str = DEFAULT_MEMORY, spill: Path | None = None) -> Iterator[Backend]:
    """The same session, spoken to in Ibis."""
    with session(memory=memory, spill=spill) as connection:
        yield ibis.duckdb.from_connection(connection)


def read(backend: Backend, files: Sequence[str], name: str) -> Any:
    """A table of Parquet files; what their folders say are columns too."""
    return backend.read_parquet(
        list(files), table_name=name, hive_partitioning=True, hive_types_autocast=False, union_by_name=True
    )


def rows(backend: Backend, expression: Any) -> pa.Table:
    """What the expression gives, once it has run."""
    return backend.to_pyarrow(expression)
