from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any, BinaryIO, TextIO

# What makes a spreadsheet read a cell as a formula, in their wide forms too.
_STARTS_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


Rows = Iterable[Sequence[object]]


def neutral(value: object) -> object:
    """The value as no spreadsheet runs it: a text that looks like a formula gets an apostrophe first."""
    if isinstance(value, str) and _risky(value):
        return "'" + value
    return value


def as_typed(cell: str) -> str:
    """What was written before `neutral` put its apostrophe there."""
    return cell[1:] if cell.startswith("'") and _risky(cell) else cell


def _risky(text: str) -> bool:
    bare = text.lstrip("' \u00a0")
    return bare.startswith(_STARTS_FORMULA) and not _PLAIN_NUMBER.fullmatch(text)


def as_text(value: object) -> object:
    """A value as CSV writes it: numbers without exponents, days as 2020-04-15, true and false."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):  # and moments too
        return value.isoformat()
    return value if isinstance(value, int | float) else str(value)


class _Echo:
    """What csv.writer writes to when each line is wanted as it comes."""

    def write(self, line: str) -> str:
        return line


def csv_lines(header: Sequence[str], rows: Rows) -> Iterator[str]:
    """CSV line by line, for a response that streams."""
    writer = csv.writer(_Echo())
    for row in chain([header], rows):
        yield _line(writer, row)


def _line(writer: Any, row: Iterable[object]) -> str:
    line: str = writer.writerow([neutral(as_text(value)) for value in row])
    return line


def write_csv(file: TextIO, header: Sequence[str], rows: Rows) -> None:
    file.writelines(csv_lines(header, rows))


def write_xlsx(file: BinaryIO, header: Sequence[str], rows: Rows, title: str = "") -> None:
    """One sheet, row by row through a temporary file: the memory needed does not grow with the rows."""
    write_sheets(file, [(title, header, rows)])


def write_sheets(file: BinaryIO, sheets: Iterable[tuple[str, Sequence[str], Rows]]) -> None:
    """A spreadsheet of several sheets, each a title, a header and rows."""
    from thriving.kernel.tables import xlsx_book  # noqa: PLC0415 -- by openpyxl: a fifth of a second

    xlsx_book.save(file, sheets)
