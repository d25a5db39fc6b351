from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from thriving.history.failures import HistoryError
from thriving.history.lake.manifest import Manifest, Source
from thriving.history.patterns import exactly

ROWS, TABLES, UNFINISHED, REJECTS, SPILL = "events", "tables", "unfinished", "rejects", "spill"
TABLE_FILE = "rows.parquet"  # of a table beside the events, in the folder of its source


@dataclass(frozen=True)
class Lake:
    """A folder. Whoever only reads opens it as it stands; who writes holds it alone."""

    folder: Path

    def __str__(self) -> str:
        return str(self.folder)

    @property
    def spill(self) -> Path:
        """Where an engine puts what does not fit into memory."""
        return self.folder / SPILL

    @property
    def manifest(self) -> Manifest:
        return Manifest.read(self.folder)

    def files(self, entity: str, wikis: Sequence[str]) -> list[str]:
        """Patterns of the files with the events of one entity (revision, page, user) in these wikis."""
        manifest = self.manifest
        return [
            exactly(folder) + "/*/*.parquet"
            for wiki in wikis
            for source in manifest.sources_of(wiki)
            if (folder := self._rows_of(source, wiki, entity)).is_dir()
        ]

    def years(self, sources: Iterable[Source], wiki: str) -> set[str]:
        """In which there are events of the wiki; ``sources`` need not be in the manifest yet."""
        folders = [self._rows_of(source, wiki, "*") for source in sources]
        return {
            year.name.removeprefix("year=")
            for folder in folders
            for year in folder.parent.glob("event_entity=*/year=*")
        }

    def _rows_of(self, source: Source, wiki: str, entity: str) -> Path:
        return self.folder / source.folder / f"wiki_db={wiki}" / f"event_entity={entity}"

    def table(self, name: str, wikis: Sequence[str]) -> list[tuple[str, list[str]]]:
        """Files of a table beside the events, each with those of these wikis of which it counts."""
        manifest = self.manifest
        found = [
            (each.source, [wiki for wiki in wikis if wiki in each.wikis])
            for each in manifest.beside.get(name, ())
        ]
        return [
            (exactly(self.folder / manifest.sources[source].folder / TABLE_FILE), counting)
            for source, counting in found
            if counting
        ]

    @contextmanager
    def held(self) -> Iterator[None]:
        """One writer at a time; a writer that was killed holds nothing any more."""
        for name in (ROWS, TABLES, UNFINISHED, REJECTS, SPILL):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise HistoryError(
                    f"Another ingest is writing to {self.folder}. Wait for it to end."
                ) from None
            self._forget_unfinished()
            yield

    def _forget_unfinished(self) -> None:
        """What a run that was stopped in the middle of a file had of it: whoever holds the lake is alone."""
        for folder in (self.folder / UNFINISHED).iterdir():
            shutil.rmtree(folder)

    def forget_unused(self, *, read: Collection[str] = ()) -> None:
        """Delete rows that no wiki counts any more. Readers that began before have their files open.

        ``read``: keys of what was read just now, and may have had no good row. Its rejects are kept.
        """
        used = {source.key for source in self.manifest.sources.values()}
        for folder in (*(self.folder / ROWS).iterdir(), *(self.folder / TABLES).iterdir()):
            if folder.name not in used:
                if folder.name not in read:
                    self._rejects(folder.name).unlink(missing_ok=True)
                shutil.rmtree(folder)
        self._forget_refused({*used, *read})

    def _forget_refused(self, used: set[str]) -> None:
        """Of files that were refused, the newest one's rows stay: somebody may be looking at them."""
        listed = [path for path in (self.folder / REJECTS).iterdir() if path.stem not in used]
        for path in sorted(listed, key=lambda each: each.stat().st_mtime_ns)[:-1]:
            path.unlink()

    def _rejects(self, key: str) -> Path:
        return self.folder / REJECTS / f"{key}.tsv"


def settle(folder: Path) -> None:
    """Ask the disk to keep what was written below ``folder`` before it is counted."""
    for path in (folder, *folder.rglob("*")):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
