from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import pyarrow as pa

from thriving.history.columns import BY_NAME, Column, Type
from thriving.history.engines.embedded import Session
from thriving.history.failures import HistoryError
from thriving.history.readers.mediawiki_xml.bots import Bots
from thriving.history.readers.mediawiki_xml.cutting import cut
from thriving.history.readers.mediawiki_xml.events import KNOWN, SCHEMA
from thriving.history.readers.mediawiki_xml.site import site_of
from thriving.history.readers.mediawiki_xml.stretches import Found, Rules, found, stretches
from thriving.history.readers.mediawiki_xml.texts import without_texts
from thriving.history.readers.mediawiki_xml.unpacking import PACKINGS, unpacked
from thriving.history.readers.mediawiki_xml.workers import found_by_many
from thriving.history.readers.reader import Told
from thriving.history.rejects import Reject, refuse_endless

ENDINGS = (".xml", ".xml.gz", ".xml.bz2", ".xml.7z")
# Pieces, each some hundredths of a second: with fewer, other processes do not make good their start.
_WORTH_STARTING = 10
_PACKED = 10  # times as much, at least, as its file


@dataclass
class XmlReader:
    """A dump in XML; ``bots`` are names that somebody knows to be bots."""

    path: Path
    bots: Bots = field(default_factory=Bots)
    bad: list[Reject] = field(default_factory=list)
    failure: BaseException | None = None

    @property
    def layout(self) -> str:
        return "MediaWiki XML"

    @property
    def notes(self) -> tuple[str, ...]:
        who = "their names and the list given" if self.bots.listed else "their names alone"
        return (f"bots are known by {who}, since XML does not say who is one",)

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(BY_NAME[name] for name in KNOWN)

    @contextmanager
    def opened(self, session: Session, wanted: Sequence[Column], told: Told) -> Iterator[str]:
        if not self.path.stat().st_size:
            raise HistoryError(f"{self.path.name} is empty.")
        with unpacked(self.path, told) as blocks:
            batches = self._batches(blocks)
            session.register("xml_rows", pa.RecordBatchReader.from_batches(SCHEMA, batches))
            try:
                yield f"SELECT {', '.join(map(_value, wanted))} FROM xml_rows"
            except Exception:
                if self.failure:  # the engine knows only that its source failed
                    raise self.failure from None
                raise
            finally:
                session.unregister("xml_rows")
                batches.close()  # ends the processes, where somebody has stopped reading

    def rejects(self, session: Session, *, strays: bool) -> list[Reject]:  # noqa: ARG002 -- none pass
        return sorted(self.bad)

    def _batches(self, blocks: Iterator[bytes]) -> Generator[pa.RecordBatch]:
        try:
            for each in self._found(blocks):
                self.bad += each.rejects
                refuse_endless(self.bad, file="it")
                yield from each.events.to_batches()
        except HistoryError as failure:
            self.failure = HistoryError(f"{self.path.name} cannot be read. {failure}")
            raise self.failure from failure
        except BaseException as failure:
            self.failure = failure  # an interrupt at the keyboard too may come while the engine waits for us
            raise

    def _found(self, blocks: Iterator[bytes]) -> Iterator[Found]:
        counted = _Counted(blocks)
        dump = cut(without_texts(counted))
        rules = Rules(site_of(dump.head), self.bots)
        first = next(dump.pieces)
        pieces = chain([first], dump.pieces)
        if (processes := self._processes(counted.size)) > 1:
            yield from found_by_many(pieces, rules, processes)
        else:
            yield from (found(stretch, rules) for stretch in stretches(pieces))

    def _processes(self, of_the_first: int) -> int:
        """As many as there are cores for us; in this one, where few pieces like the first are to come."""
        size = self.path.stat().st_size * (_PACKED if self.path.suffix in PACKINGS else 1)
        return len(os.sched_getaffinity(0)) if size > of_the_first * _WORTH_STARTING else 1


class _Counted:
    """Blocks as they come, with the bytes that have come."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self.blocks, self.size = blocks, 0

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        block = next(self.blocks)
        self.size += len(block)
        return block


def _value(column: Column) -> str:
    known = column.name in KNOWN
    value = f'"{column.name}"' if known else "NULL"
    return (
        f'{value}::{column.type.value} AS "{column.name}"'
        if column.type is Type.MOMENT or not known
        else value
    )
