"""Rows of an answer, as the library that somebody works with has them."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from thriving.history.failures import HistoryError


class Rows:
    """What has rows that came out, as an Arrow table; null where a value is not known, or not yet."""

    rows: pa.Table

    @property
    def about(self) -> dict[str, Any]:
        """What stands beside the numbers, for programs: what they are of, and where they come from."""
        return {}

    def to_arrow(self) -> pa.Table:
        return self.rows

    def to_pandas(self) -> Any:
        """A DataFrame with Arrow's types: what is not known is NA, and whole numbers stay whole."""
        pandas = _installed("pandas")
        return self.rows.to_pandas(types_mapper=pandas.ArrowDtype)

    def to_polars(self) -> Any:
        return _installed("polars").from_arrow(self.rows)


def _installed(library: str) -> Any:
    try:
        return importlib.import_module(library)
    except ModuleNotFoundError:
        raise HistoryError(
            f"{library} is not installed here. To have it: pip install {library}. "
            "Without it, to_arrow() gives the same rows."
        ) from None


def snapshots(said: Mapping[str, str], most: int = 5) -> str:
    """Of which state of each wiki the numbers are."""
    first = [f"{wiki} {snapshot}" for wiki, snapshot in sorted(said.items())[:most]]
    rest = len(said) - len(first)
    return ", ".join([*first, *([f"and {rest} more wikis"] if rest else [])])


def shown(rows: pa.Table, most: int = 20) -> str:
    """The first rows as a table of text."""
    names = rows.column_names
    first = rows.slice(0, most).to_pylist()
    lines = [names, *([written(row, name) for name in names] for row in first)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(names))]
    text = [
        "  ".join(field.ljust(width) for field, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    rest = rows.num_rows - len(first)
    return "\n".join([*text, *([f"… and {rest} more rows"] if rest else [])])


NOT_YET, NOT_KNOWN = "not yet", "not known"


def written(row: dict[str, Any], name: str) -> str:
    """A value that will be known on a day is not yet there; one that has no day is not known."""
    value = row[name]
    if value is None:
        return "" if name != "value" else NOT_YET if row.get("known_from") else NOT_KNOWN
    return f"{value:.4f}" if isinstance(value, float) else str(value)
