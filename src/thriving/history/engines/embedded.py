"""DuckDB inside this process: one session, its memory bounded, spilling to disk beyond."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend as DuckDB

from thriving.history.engines.engine import DEFAULT_MEMORY as DEFAULT_MEMORY
from thriving.history.engines.engine import Expression, Kept
from thriving.history.failures import HistoryError
from thriving.history.storage import as_engines_read, scheme_of

VERSION = f"duckdb {duckdb.__version__}"

Session = duckdb.DuckDBPyConnection
Failure = duckdb.Error
_SIZE = re.compile(r"(\d{1,6}(?:\.\d{1,3})?) ?([kmgt])i?b", re.IGNORECASE)
_MEGABYTES = {"k": 0.001, "m": 1, "g": 1_000, "t": 1_000_000}
_LEAST = 50  # megabytes: with less it cannot even read a file


@contextmanager
def session(*, memory: str = DEFAULT_MEMORY, spill: Path | None = None) -> Iterator[Session]:
    """``memory`` as in "2GB"; ``spill`` is the folder for what does not fit."""
    _refuse_too_little(memory)
    settings: dict[str, Any] = {"memory_limit": memory, "preserve_insertion_order": False}
    if spill is not None:
        settings["temp_directory"] = str(spill)
    with duckdb.connect(config=settings) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection


def _refuse_too_little(memory: str) -> None:
    size = _SIZE.fullmatch(memory)
    if size is None:
        raise HistoryError(f"“{memory}” is no amount of memory. Write it as 500MB or 2GB.")
    if float(size[1]) * _MEGABYTES[size[2].lower()] < _LEAST:
        raise HistoryError(f"{memory} of memory is too little: give at least {_LEAST}MB.")


def refusal(failure: Failure, file: object) -> HistoryError:
    """Of a file that could not be taken in: whether it, or where it was to be put, is to blame."""
    said = str(failure).splitlines()[0].removeprefix("Invalid Input Error: ").removeprefix("IO Error: ")
    if "No space left" in said:
        return HistoryError(
            f"There is no room left on the disk: {file} was not taken in. Free some, or put the lake on a "
            "larger one with --lake, and run the same again."
        )
    return HistoryError(f"{file} cannot be read to its end: {said}")


def text(value: object) -> str:
    """A literal of SQL: for file names and formats, which cannot be parameters of COPY."""
    return "'" + str(value).replace("'", "''") + "'"


class _Backend(DuckDB):  # type: ignore[misc]  # Ibis has no types
    """Ibis's own, which puts an expression into SQL once, however often it is asked."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self._written: dict[Hashable, str] = {}

    def compile(self, expression: Expression, /, **options: Any) -> str:
        if options.get("params"):
            return str(super().compile(expression, **options))
        asked = (expression.op(), *sorted(options.items()))
        if asked not in self._written:
            self._written[asked] = super().compile(expression, **options)
        return self._written[asked]


class Embedded:
    """The same session, spoken to in Ibis."""

    def __init__(self, connection: Session, memory: str) -> None:
        self._backend = _Backend.from_connection(connection)
        self._memory = memory
        self._reached: set[str] = set()
        self._kept = Kept(self._computed, self._query)

    def read(self, files: Sequence[str], name: str, schema: pa.Schema) -> Expression:
        table = self._table(files, name)
        absent = {
            column: ibis.null(type_)
            for column, type_ in ibis.schema(schema).items()
            if column not in table.columns
        }
        return table.mutate(**absent)

    def rows(self, expression: Expression) -> pa.Table:
        with self._bounded():
            return self._backend.to_pyarrow(expression)

    def keep(self, expression: Expression, name: str) -> Expression:
        return self._kept.table(expression, name)

    def sql(self, expression: Expression) -> str:
        return self._kept.sql(expression)

    def _table(self, files: Sequence[str], name: str) -> Expression:
        form = {"hive_partitioning": True, "hive_types_autocast": False, "union_by_name": True}
        try:
            reached = [self._reach(address) for address in files]
            return self._backend.read_parquet(reached, table_name=name, **form)
        except (duckdb.Error, pa.ArrowInvalid, OSError) as refusal:
            elsewhere = "Look at the address and the keys; --engine spark may know the way."
            raise HistoryError(
                f"DuckDB cannot read {files[0]} ({str(refusal).splitlines()[0]}). "
                f"{elsewhere if scheme_of(files[0]) else 'thriving history check says what is wrong.'}"
            ) from refusal

    def _reach(self, address: str) -> str:
        """By Arrow, under another scheme: for its own way DuckDB would have to fetch an extension."""
        if not (scheme := scheme_of(address)):
            return address
        if scheme not in self._reached:
            self._backend.con.register_filesystem(as_engines_read(address))
            self._reached.add(scheme)
        return f"arrow-{address}"

    def _computed(self, expression: Expression, name: str) -> Expression:
        with self._bounded():
            return self._backend.create_table(name, expression, temp=True)

    def _query(self, expression: Expression) -> str:
        return str(self._backend.compile(expression, pretty=True))

    @contextmanager
    def _bounded(self) -> Iterator[None]:
        try:
            yield
        except duckdb.OutOfMemoryException:
            raise HistoryError(
                f"The question does not fit into {self._memory} of memory, even with what was put on disk. "
                "Give it more with --memory, or ask for fewer wikis."
            ) from None


@contextmanager
def opened(*, memory: str = DEFAULT_MEMORY, spill: Path | None = None) -> Iterator[Embedded]:
    with session(memory=memory, spill=spill) as connection:
        yield Embedded(connection, memory)
