from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from thriving.kernel.tables.writing import Rows, as_text, neutral


def save(file: BinaryIO, sheets: Iterable[tuple[str, Sequence[str], Rows]]) -> None:
    book = Workbook(write_only=True)
    for title, header, rows in sheets:
        sheet = book.create_sheet(_sheet_title(title))
        for row in chain([header], rows):
            sheet.append([_cell(sheet, value) for value in row])
    book.save(file)


def _cell(sheet: Any, value: object) -> object:
    value = _for_spreadsheet(value)
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"  # openpyxl takes "=…" for a formula unless told that it is text
    return cell


def _for_spreadsheet(value: object) -> object:
    """Numbers, days and yes/no as themselves; moments as text, for a spreadsheet knows no time zone."""
    if value is None or isinstance(value, bool | int | float | Decimal):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return neutral(str(as_text(value)))


def _sheet_title(title: str) -> str:
    return re.sub(r"[\\/*?:\[\]]", " ", title)[:31] or "Sheet1"
