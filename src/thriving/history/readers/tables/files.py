"""What a table's file holds, as texts by line: CSV or TSV, JSON lines, Parquet, plain or compressed."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import IO, Any, Protocol, cast

import pyarrow as pa
import pyarrow.parquet
import zstandard

from thriving.history.engines.embedded import Session, text
from thriving.history.failures import HistoryError, truncated
from thriving.history.patterns import exactly
from thriving.history.readers.opening import readable
from thriving.history.readers.reader import Told
from thriving.history.readers.sampling import first_lines
from thriving.history.readers.tables.lines import Dialect, records
from thriving.history.rejects import Reject, refuse_endless

PACKED = (".gz", ".bz2", ".zst")
_JSON = (".json", ".jsonl", ".ndjson")
_ROWS_AT_ONCE = 20_000
_OF_PANDAS = "__index_level_"  # its rows' numbers, which nobody wrote

Row = tuple[Any, ...]


class TableFile(Protocol):
    """``header``: the names of its columns, in small letters. ``bad``: lines that are no rows, once read."""

    path: Path
    bad: list[Reject]

    @property
    def header(self) -> tuple[str, ...]: ...

    @contextmanager
    def rows(self, session: Session, places: Sequence[int], told: Told) -> Iterator[str]:
        """A query for ``line`` and the columns at these places, named ``c0``, ``c1`` …, as texts."""


def opened(path: Path, *, delimiter: str = "", quote: str | None = None) -> TableFile:
    """The file as the kind that its name says. Raises HistoryError where it has no header."""
    name = path.name.removesuffix(path.suffix) if path.suffix in PACKED else path.name
    if name.endswith(".parquet"):
        return _parquet(path)
    if name.endswith(_JSON):
        return StreamedFile(path, _keys(path), None)
    return _with_delimiters(path, delimiter, quote)


def _parquet(path: Path) -> TableFile:
    if path.suffix in PACKED:
        raise HistoryError(f"{path.name} is Parquet packed once more: unpack it, it is compressed inside.")
    try:
        return ParquetFile(path, pa.parquet.read_schema(path))
    except (pa.ArrowInvalid, OSError) as broken:
        raise HistoryError(f"{path.name} is truncated, or is no Parquet. Get the file anew.") from broken


def _keys(path: Path) -> tuple[str, ...]:
    try:
        return tuple(json.loads(next(first_lines(path))))
    except (StopIteration, ValueError, TypeError):
        raise HistoryError(f"{path.name} has no object of JSON in its first line.") from None


def _with_delimiters(path: Path, delimiter: str, quote: str | None) -> StreamedFile:
    first = next(first_lines(path), "").removeprefix("\ufeff")
    if not first:
        raise HistoryError(f"{path.name} is empty.")
    between = delimiter or max("\t,;", key=first.count)
    dialect = Dialect(between, ("" if between == "\t" else '"') if quote is None else quote)
    header = next(records([first.encode()], dialect))
    if isinstance(header, Reject):
        raise HistoryError(f"The header of {path.name} cannot be read: {header.reason}. Is --quote right?")
    return StreamedFile(path, tuple(name.strip().lower() for name in header[1]), dialect)


@dataclass
class StreamedFile:
    """A file read line by line; without a ``dialect``, of JSON."""

    path: Path
    header: tuple[str, ...]
    dialect: Dialect | None
    bad: list[Reject] = field(default_factory=list)
    failure: Exception | None = None

    @contextmanager
    def rows(self, session: Session, places: Sequence[int], told: Told) -> Iterator[str]:
        names = [f"c{number}" for number in range(len(places))]
        schema = pa.schema([("line", pa.int64()), *((name, pa.string()) for name in names)])
        with _binary(self.path, told) as file:
            batches = self._batches(file, places, schema)
            session.register("streamed", pa.RecordBatchReader.from_batches(schema, batches))
            try:
                yield f"SELECT line, {', '.join(map(_unless_empty, names))} FROM streamed"
            except Exception:
                if self.failure:  # the engine knows only that its source failed
                    raise self.failure from None
                raise

    def _batches(self, file: IO[bytes], places: Sequence[int], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
        try:
            yield from self._read(file, places, schema)
        except (EOFError, OSError, zlib.error, zstandard.ZstdError) as failure:
            self.failure = HistoryError(truncated(self.path))
            raise self.failure from failure
        except Exception as failure:
            self.failure = failure
            raise

    def _read(self, file: IO[bytes], places: Sequence[int], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
        pick = itemgetter(*places)
        rows: list[Row] = []
        for found in self._records(file, places):
            if isinstance(found, Reject):
                self.bad.append(found)
                refuse_endless(self.bad, file=self.path.name)
                continue
            line, record = found
            rows.append((line, *pick(record)) if len(places) > 1 else (line, pick(record)))
            if len(rows) >= _ROWS_AT_ONCE:
                yield _batch(rows, schema)
                rows = []
        yield _batch(rows, schema)

    def _records(self, file: IO[bytes], places: Sequence[int]) -> Iterator[tuple[int, list[str]] | Reject]:
        if self.dialect is None:
            return _objects(file, self.header)
        found = records(file, self.dialect, width=len(self.header), kept=places)
        next(found, None)  # the header
        return found


def _unless_empty(name: str) -> str:
    return f"nullif({name}, '') AS {name}"


def _batch(rows: Sequence[Row], schema: pa.Schema) -> pa.RecordBatch:
    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    arrays = [pa.array(column, each.type) for column, each in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _objects(file: IO[bytes], header: Sequence[str]) -> Iterator[tuple[int, list[str]] | Reject]:
    for number, line in enumerate(file, start=1):
        try:
            told = json.loads(line)
            yield number, [_text(told.get(name)) for name in header]
        except (ValueError, AttributeError):
            text_ = line.decode("utf-8", "backslashreplace").strip()
            yield Reject.cut(number, "it is no object of JSON", text_)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "|".join(map(_text, value))
    return value if isinstance(value, str) else json.dumps(value)


@contextmanager
def _binary(path: Path, told: Told) -> Iterator[IO[bytes]]:
    with readable(path, told=told) as source, source.open("rb") as raw:
        counted = raw if source != path else io.BufferedReader(_Counted(raw, told))
        yield _unpacked(counted, path.suffix)


def _unpacked(file: IO[bytes] | io.BufferedReader, packing: str) -> IO[bytes]:
    if packing == ".gz":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=file))
    if packing == ".zst":
        frames = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)
        return io.BufferedReader(frames)
    return file


class _Counted(io.RawIOBase):
    """Tells how much of it has been read."""

    def __init__(self, raw: IO[bytes], told: Told) -> None:
        self._raw, self._told = raw, told

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        block = self._raw.read(len(buffer))
        buffer[: len(block)] = block
        self._told(len(block))
        return len(block)


@dataclass
class ParquetFile:
    """Its values become texts, so that one set of rules reads all tables."""

    path: Path
    schema: pa.Schema
    bad: list[Reject] = field(default_factory=list)

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(name.lower() for name in self.schema.names if not name.startswith(_OF_PANDAS))

    @contextmanager
    def rows(self, session: Session, places: Sequence[int], told: Told) -> Iterator[str]:  # noqa: ARG002
        names = [name for name in self.schema.names if not name.startswith(_OF_PANDAS)]
        columns = [f"{self._text(names[place])} AS c{number}" for number, place in enumerate(places)]
        counted = chain(["file_row_number + 1 AS line"], columns)
        file = text(exactly(self.path))
        yield f"SELECT {', '.join(counted)} FROM read_parquet({file}, file_row_number = true)"

    def _text(self, name: str) -> str:
        quoted = '"' + name.replace('"', '""') + '"'
        type_ = self.schema.field(name).type
        if pa.types.is_list(type_) or pa.types.is_large_list(type_):
            return f"array_to_string({quoted}, '|')"
        if pa.types.is_binary(type_) or pa.types.is_large_binary(type_):
            return f"decode({quoted})"
        return f"nullif(CAST({quoted} AS VARCHAR), '')"
