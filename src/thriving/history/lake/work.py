"""Files being read: where what becomes of them is written, and what is told of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from thriving.history import rejects
from thriving.history.engines import embedded
from thriving.history.lake.hashing import Hashed
from thriving.history.lake.manifest import Source
from thriving.history.lake.place import REJECTS, Lake

ABOUT = "source.json"  # what the manifest says of files, beside their rows


def name_of(files: Sequence[Path]) -> str:
    """Of several the first one's, and how many more there are."""
    return files[0].name if len(files) == 1 else f"{files[0].name} and {len(files) - 1} more"


@dataclass(frozen=True)
class Work:
    """``aside``: the folder to write into, which becomes ``folder`` once everything is in it.

    ``placed``: where that is, for files with such a hash.
    """

    lake: Lake
    files: tuple[Path, ...]
    hashed: Hashed
    aside: Path
    placed: Callable[[str], Path]

    @property
    def sha256(self) -> str:
        return self.hashed()

    @property
    def folder(self) -> Path:
        return self.placed(self.sha256)

    @property
    def file(self) -> Path:
        return self.files[0]

    def tell_rejects(self, bad: Mapping[str, Sequence[rejects.Reject]], *, rows: int, limit: float) -> None:
        """``bad``, by file, beside ``rows`` good ones. Raises HistoryError where they are too many."""
        listed = self.lake.folder / REJECTS / f"{self.folder.name}.tsv"
        rejects.write(listed, bad)
        first = next((name for name, found in bad.items() if found), self.file.name)
        all_of_them = [reject for found in bad.values() for reject in found]
        rejects.refuse_too_many(all_of_them, rows=rows, limit=limit, file=first, listed=listed)

    def source(self, **told: Any) -> Source:
        """What the manifest will say of the files."""
        return Source(
            name=name_of(self.files),
            sha256=self.sha256,
            bytes=sum(path.stat().st_size for path in self.files),
            engine=f"thriving {version('thriving')}, {embedded.VERSION}",
            read_on=datetime.now(UTC).isoformat(timespec="seconds"),
            folder=f"{self.folder.parent.name}/{self.folder.name}",
            **told,
        )
