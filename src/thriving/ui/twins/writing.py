"""Rows as JSON and as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from thriving.kernel.tables import csv_lines

# Each line says it, for a line is easily copied without its header.
_SAMPLE_MARK = "sample: fictional"


def plain(value: Any) -> Any:
    """``value`` as JSON holds it: days as 2020-04-15, decimals as numbers, translated text as text."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping) and type(value) is dict:
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    return str(value)


def json_rows(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{name: plain(row[name]) for name in names} for row in rows]


def csv_text(names: Sequence[str], rows: Iterable[Mapping[str, Any]], *, sample: bool) -> str:
    header = ["sample", *names] if sample else list(names)
    return "".join(csv_lines(header, _cells(names, rows, sample=sample)))


def _cells(names: Sequence[str], rows: Iterable[Mapping[str, Any]], *, sample: bool) -> Iterator[list[Any]]:
    mark = [_SAMPLE_MARK] if sample else []
    for row in rows:
        yield [*mark, *(_cell(row[name]) for name in names)]


def _cell(value: Any) -> Any:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple | set | frozenset) else value
