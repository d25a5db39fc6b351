from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

FORMAT = 1
ABOUT = "about.json"
DIGEST = "about.sha256"


class BackupRefused(Exception):
    """The message is a sentence for the person at the terminal."""


@dataclass(frozen=True)
class TablePart:
    """What a table's part must be."""

    model: str
    fields: list[str]
    rows: int
    sha256: str


@dataclass(frozen=True)
class About:
    """What a backup holds, and which tables it fits."""

    version: str
    made_at: str
    migrations: list[str]
    tables: dict[str, TablePart] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)  # digest by key
    missing_files: list[str] = field(default_factory=list)
    format: int = FORMAT

    def text(self) -> str:
        return json.dumps(asdict(self), indent=1, sort_keys=True)

    @property
    def rows(self) -> int:
        return sum(part.rows for part in self.tables.values())

    @classmethod
    def read(cls, text: str) -> About:
        told: Mapping[str, Any] = json.loads(text)
        if told.get("format") != FORMAT:
            raise BackupRefused("this backup is of a format that this version of Thriving does not know.")
        tables = {name: TablePart(**part) for name, part in told["tables"].items()}
        return cls(**{**told, "tables": tables})


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()
