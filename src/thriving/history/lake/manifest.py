"""What a lake holds: for each wiki the snapshot and the source files it came from.

A file that is in the folder but not in the manifest does not count, so replacing the manifest, which is one
step of the file system, takes in everything or nothing.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from thriving.history.failures import HistoryError

FORMAT = 1
ACCOUNTS = "accounts"
CREATION = "event_user_creation_timestamp"
# What a table of accounts says of events, by the column of the table that says it.
SUPPLIED = {
    CREATION: "registered_at",
    "event_user_registration_timestamp": "registered_at",
    "event_user_is_created_by_self": "created_by",
    "event_user_is_created_by_system": "created_by",
    "event_user_is_created_by_peer": "created_by",
    "user_id": "user_id",
    "user_text": "user_text",
    "user_registration_timestamp": "registered_at",
    "user_creation_timestamp": "registered_at",
    "user_is_created_by_self": "created_by",
    "user_is_created_by_system": "created_by",
    "user_is_created_by_peer": "created_by",
    "user_groups": "groups",
}
NAME = "manifest.json"


@dataclass(frozen=True)
class Source:
    """A file that was read. ``folder`` holds its rows; ``columns`` are those it knows of the columns kept.

    ``table`` is empty for events. ``snapshot`` is what the rows themselves say of when they are.
    """

    name: str
    sha256: str
    bytes: int
    layout: str
    rows: int
    rejected: int
    columns: tuple[str, ...]
    wikis: tuple[str, ...]
    first: str  # times of the first and last event, ISO 8601, UTC
    last: str
    engine: str
    read_on: str
    folder: str
    table: str = ""
    snapshot: str = ""
    notes: tuple[str, ...] = ()  # what whoever reads its numbers should know
    digest: str = ""  # of the files in the folder

    @property
    def key(self) -> str:
        """Another for the same file when it was read in another way."""
        return Path(self.folder).name

    @classmethod
    def from_json(cls, written: str) -> Source:
        return cls(**_with_tuples(json.loads(written)))


@dataclass(frozen=True)
class Wiki:
    """``known_until`` (ISO 8601, UTC): what happened from then on is in no row."""

    snapshot: str
    known_until: str
    sources: tuple[str, ...]  # their keys


EVERYWHERE = "*"  # of a table that is of no wiki


@dataclass(frozen=True)
class Holding:
    """A table beside the events, from one source, and of which wikis it counts."""

    source: str  # its key
    snapshot: str
    known_until: str
    wikis: tuple[str, ...]


@dataclass(frozen=True)
class Manifest:
    """``beside``: by the name of the table."""

    wikis: dict[str, Wiki] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    beside: dict[str, tuple[Holding, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest of the lake in ``folder``; an empty one where there is none yet."""
        path = folder / NAME
        return cls.written(path.read_bytes(), str(path)) if path.exists() else cls()

    @classmethod
    def written(cls, text: bytes, place: str) -> Manifest:
        """``place``: where it stands, for who reads that it cannot be read."""
        try:
            return cls._from(json.loads(text))
        except (ValueError, KeyError, TypeError) as broken:
            raise HistoryError(
                f"{place} cannot be read as the manifest of a lake ({broken}). Restore it from a backup, "
                "or ingest into a new folder."
            ) from broken

    def write(self, folder: Path) -> None:
        """At once or not at all."""
        beside = folder / f"{NAME}.new"
        with beside.open("w", encoding="utf-8") as file:
            json.dump({"format": FORMAT, **asdict(self)}, file, indent=1, sort_keys=True, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(folder / NAME)

    def sources_of(self, wiki: str) -> tuple[Source, ...]:
        """Of its events; none of a wiki that only tables beside them know."""
        return tuple(self.sources[key] for key in self.wikis[wiki].sources) if wiki in self.wikis else ()

    def columns_of(self, wiki: str) -> frozenset[str]:
        """What every source of the wiki knows, and what tables beside them add; also these tables' names."""
        tables = {name.replace("-", "_") for name in self.tables_of(wiki)}
        return self._own(wiki) | self.supplied(wiki) | tables

    def is_supplied(self, wiki: str) -> bool:
        """Whether accounts are known by a table beside events that do not say when they were made."""
        return CREATION not in self._own(wiki) and bool(self.held(ACCOUNTS, wiki))

    def supplied(self, wiki: str) -> frozenset[str]:
        """The columns that such a table adds."""
        if not self.is_supplied(wiki):
            return frozenset()
        accounts = [frozenset(self.sources[each.source].columns) for each in self.held(ACCOUNTS, wiki)]
        told = frozenset.intersection(*accounts)
        return frozenset(name for name, needed in SUPPLIED.items() if needed in told)

    def _own(self, wiki: str) -> frozenset[str]:
        known = [frozenset(source.columns) for source in self.sources_of(wiki)]
        return frozenset.intersection(*known) if known else frozenset()

    def held(self, table: str, wiki: str = EVERYWHERE) -> tuple[Holding, ...]:
        return tuple(each for each in self.beside.get(table, ()) if wiki in each.wikis)

    def tables_of(self, wiki: str) -> tuple[str, ...]:
        """The tables that stand beside the wiki's events."""
        return tuple(
            name for name in sorted(self.beside) if self.held(name, wiki) or self.held(name, EVERYWHERE)
        )

    @classmethod
    def _from(cls, read: dict[str, Any]) -> Manifest:
        if read["format"] != FORMAT:
            raise ValueError(f"format {read['format']}, where this version knows {FORMAT}")
        return cls(
            {name: Wiki(**_with_tuples(wiki)) for name, wiki in read["wikis"].items()},
            {key: Source(**_with_tuples(source)) for key, source in read["sources"].items()},
            {
                table: tuple(Holding(**_with_tuples(each)) for each in held)
                for table, held in read.get("beside", {}).items()
            },
        )


def _with_tuples(read: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in read.items()}
