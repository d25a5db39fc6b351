from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import BinaryIO

from django.utils.translation import gettext as _

from thriving.kernel.tables import csv_file
from thriving.kernel.tables.limits import Limits
from thriving.kernel.tables.record import Record, Unreadable
from thriving.kernel.tables.writing import as_typed

__all__ = ["Row", "Table", "Unreadable", "read", "sheets"]

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Row:
    """One row's cells by column name, stripped; ``number`` is the spreadsheet's own."""

    number: int
    cells: dict[str, str]
    problems: tuple[str, ...] = ()


class Table:
    """A header, and rows that are read from the file as one iterates, once."""

    def __init__(self, records: Iterator[Record], limits: Limits) -> None:
        self._records = (record for record in records if any(cell.strip() for cell in record.cells))
        self._limits = limits
        self.header = self._read_header()

    def __iter__(self) -> Iterator[Row]:
        for record in islice(self._records, self._limits.rows):
            yield self._row(record)
        if next(self._records, None):
            raise Unreadable(_("This table has more than %(rows)d rows.") % {"rows": self._limits.rows})

    def _read_header(self) -> tuple[str, ...]:
        first = next(self._records, None)
        if first is None:
            raise Unreadable(_("This table is empty: its first row must name the columns."))
        names = _without_empty_end([cell.strip() for cell in first.cells])
        if "" in names:
            raise Unreadable(
                _("Column %(number)d has no name in the first row.") % {"number": names.index("") + 1}
            )
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise Unreadable(_("Two columns are named “%(name)s”.") % {"name": twice[:100]})
        return tuple(names)

    def _row(self, record: Record) -> Row:
        cells = [as_typed(cell.strip()) for cell in record.cells]
        problems = []
        if any(cells[len(self.header) :]):
            problems.append(_("This row has more cells than the first row has names."))
        if any(len(cell) > self._limits.cell for cell in cells):
            problems.append(
                _("A cell of this row is longer than %(count)d characters.") % {"count": self._limits.cell}
            )
        named = zip_longest(self.header, cells[: len(self.header)], fillvalue="")
        return Row(record.number, dict(named), tuple(problems))


def read(file: BinaryIO, limits: Limits | None = None, *, sheet: str | None = None) -> Table:
    """The table in ``file``, told apart by its content, never by its name. Raises Unreadable.

    ``sheet`` names one of a spreadsheet's sheets; without it the first is read.
    """
    limits = limits or Limits()
    if _is_spreadsheet(file, limits):
        from thriving.kernel.tables import xlsx_file  # noqa: PLC0415 -- by openpyxl: a fifth of a second

        return Table(xlsx_file.records(file, limits, sheet), limits)
    if sheet:
        raise Unreadable(_("This file has no sheets: it is not a spreadsheet."))
    return Table(csv_file.records(file, limits), limits)


def sheets(file: BinaryIO, limits: Limits | None = None) -> tuple[str, ...]:
    """The names of a spreadsheet's sheets; none for CSV."""
    limits = limits or Limits()
    if not _is_spreadsheet(file, limits):
        return ()
    from thriving.kernel.tables import xlsx_file  # noqa: PLC0415 -- the same

    return xlsx_file.sheets(file, limits)


def _is_spreadsheet(file: BinaryIO, limits: Limits) -> bool:
    _refuse_large(file, limits)
    start = file.read(len(_ZIP))
    file.seek(0)
    if start == _OLD_EXCEL:
        raise Unreadable(_("This is a spreadsheet of the old kind (.xls). Save it as .xlsx or CSV."))
    return start == _ZIP


def _refuse_large(file: BinaryIO, limits: Limits) -> None:
    size = file.seek(0, 2)
    file.seek(0)
    if size > limits.size:
        raise Unreadable(_("This file is larger than %(size)d MB.") % {"size": limits.size // (1024 * 1024)})


def _without_empty_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells
