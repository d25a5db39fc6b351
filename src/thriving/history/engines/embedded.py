"""DuckDB inside this process: one session, its memory bounded, spilling to disk beyond."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

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
