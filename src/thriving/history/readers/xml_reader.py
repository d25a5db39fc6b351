from __future__ import annotations

import bz2
import gzip
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

from thriving.history.columns import BY_NAME, Column, Type
from thriving.history.engines.embedded import Session
from thriving.history.failures import HistoryError
from thriving.history.readers import seven_zip, xml_dump
from thriving.history.readers.opening import truncated
from thriving.history.readers.reader import Told
from thriving.history.readers.xml_events import KNOWN, SCHEMA, Bots, batches
from thriving.history.rejects import Reject

ENDINGS = (".xml", ".xml.gz", ".xml.bz2", ".xml.7z")


@dataclass
class XmlReader:
    """A dump in XML; ``bots`` are names that somebody knows to be bots."""

    path: Path
    bots: Bots = field(default_factory=Bots)
    bad: list[Reject] = field(default_factory=list)
    failure: Exception | None = None

    @property
    def layout(self) -> str:
        return "MediaWiki XML"

    @property
    def notes(self) -> tuple[str, ...]:
        return ()

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(BY_NAME[name] for name in KNOWN)

    @contextmanager
    def opened(self, session: Session, wanted: Sequence[Column], told: Told) -> Iterator[str]:
        with _plain(self.path, told) as file:
            rows = pa.RecordBatchReader.from_batches(SCHEMA, self._batches(file))
            session.register("xml_rows", rows)
            try:
                yield f"SELECT {', '.join(map(_value, wanted))} FROM xml_rows"
            except Exception:
                if self.failure:  # the engine knows only that its source failed
                    raise self.failure from None
                raise

    def rejects(self, session: Session, *, strays: bool) -> list[Reject]:  # noqa: ARG002 -- none pass
        return self.bad

    def _batches(self, file: IO[bytes]) -> Iterator[pa.RecordBatch]:
        try:
            yield from batches(xml_dump.read(file, named=self.path.name), self.bots, self.bad)
        except (EOFError, OSError, zlib.error) as failure:
            self.failure = HistoryError(truncated(self.path))
            raise self.failure from failure
        except Exception as failure:
            self.failure = failure
            raise


def _value(column: Column) -> str:
    known = column.name in KNOWN
    value = f'"{column.name}"' if known else "NULL"
    return (
        f'{value}::{column.type.value} AS "{column.name}"'
        if column.type is Type.MOMENT or not known
        else value
    )


@contextmanager
def _plain(path: Path, told: Told) -> Iterator[IO[bytes]]:
    if path.suffix == ".7z":
        with seven_zip.opened(path) as file:
            yield file
        return
    with path.open("rb") as raw:
        yield _UNPACKED.get(path.suffix, _as_it_is)(Counted(raw, told))


def _as_it_is(file: Any) -> Any:
    return file


_UNPACKED: dict[str, Callable[[Any], Any]] = {
    ".gz": lambda file: gzip.GzipFile(fileobj=file),
    ".bz2": bz2.BZ2File,
}


@dataclass
class Counted:
    """A file that tells how much of it has been read."""

    raw: IO[bytes]
    told: Told

    def read(self, size: int = -1) -> bytes:
        block = self.raw.read(size)
        self.told(len(block))
        return block

    def __getattr__(self, name: str) -> Any:
        return getattr(self.raw, name)
