"""What is promised, by name, and whether this run kept it."""

from __future__ import annotations

from typing import NamedTuple


class Limit(NamedTuple):
    name: str
    found: str
    held: bool

    def __str__(self) -> str:
        return f"{'held' if self.held else 'NOT HELD':<9} {self.name}: {self.found}"
