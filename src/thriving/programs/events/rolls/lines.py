"""What becomes of a list on its way in: rows, and how its columns were understood."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Any

from thriving.kernel.tables import Limits
from thriving.programs.events.models import Registration, RollRow

LIMITS = Limits(size=10 * 1024 * 1024, rows=20_000, cell=1_000)


@dataclass
class Line:
    """A row of a list: ``said`` by our columns, without what could not be read."""

    row: int
    said: dict[str, Any]
    problems: list[tuple[str, str]] = field(default_factory=list)
    effect: str = RollRow.Effect.NEW
    registration: Registration | None = None


@dataclass(frozen=True)
class Brought:
    format: str
    lines: list[Line]
    columns: list[tuple[str, str]]  # as the file calls them, and as we do
    unread: list[str]  # names of columns that were left aside


def plain(name: str) -> str:
    """A column's name without what makes no difference."""
    return "_".join(unicodedata.normalize("NFKC", name).casefold().replace("-", " ").split())
