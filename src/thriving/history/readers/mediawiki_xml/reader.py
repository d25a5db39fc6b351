from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
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
from thriving.history.readers.mediawiki_xml.unpacking import unpacked
from thriving.history.readers.mediawiki_xml.workers import found_by_many
from thriving.history.readers.reader import Told
from thriving.history.rejects import Reject, refuse_endless

ENDINGS = (".xml", ".xml.gz", ".xml.bz2", ".xml.7z")
_SMALL = 6 << 20  # bytes: read before other processes have started and made good their start
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
        dump = cut(without_texts(blocks))
        rules = Rules(site_of(dump.head), self.bots)
        if (processes := self._processes()) > 1:
            yield from found_by_many(dump.pieces, rules, processes)
        else:
            yield from (found(stretch, rules) for stretch in stretches(dump.pieces))

    def _processes(self) -> int:
        """As many as there are cores for us; a small file is read in this one."""
        size = self.path.stat().st_size * (1 if self.path.suffix == ".xml" else _PACKED)
        return len(os.sched_getaffinity(0)) if size > _SMALL * _PACKED else 1


def _value(column: Column) -> str:
    known = column.name in KNOWN
    value = f'"{column.name}"' if known else "NULL"
    return (
        f'{value}::{column.type.value} AS "{column.name}"'
        if column.type is Type.MOMENT or not known
        else value
    )
