from __future__ import annotations

from typing import NamedTuple


class Unreadable(Exception):
    """The file is not a table that can be read; the message is a sentence for whom it came from."""


class Record(NamedTuple):
    """A row as it stands in the file, before the header gives its cells their names."""

    number: int
    cells: list[str]
