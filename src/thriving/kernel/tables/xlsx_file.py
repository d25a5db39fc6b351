from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from thriving.kernel.tables.limits import MEGABYTE, Limits
from thriving.kernel.tables.record import Record, Unreadable

_SMALL = 20 * MEGABYTE  # below this, a high ratio is only a repetitive sheet
_MIDNIGHT = time(0)


def records(file: BinaryIO, limits: Limits) -> Iterator[Record]:
    """The first sheet's rows. Numbers and days come as they would be typed: 88, 2020-04-15."""
    _refuse_bomb(file, limits)
    try:
        yield from _records(file, limits)
    except Unreadable:
        raise
    except Exception as error:  # whatever openpyxl raises on a damaged file: it has no type of its own
        raise Unreadable(_("This spreadsheet is damaged and cannot be read. Save it as CSV.")) from error


def _refuse_bomb(file: BinaryIO, limits: Limits) -> None:
    """Judge the parts by the sizes they declare: the zip reader never unpacks more than that."""
    try:
        with zipfile.ZipFile(file) as parts:
            sizes = [(part.file_size, part.compress_size) for part in parts.infolist()]
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise Unreadable(_("This file is damaged: it starts like a spreadsheet but is none.")) from error
    finally:
        file.seek(0)
    unpacked, packed = sum(size for size, _packed in sizes), sum(packed for _size, packed in sizes)
    suspicious = unpacked > _SMALL and unpacked > packed * limits.ratio
    if len(sizes) > limits.parts or unpacked > limits.unpacked or suspicious:
        raise Unreadable(_("This spreadsheet unpacks to far more than a table needs. Save it as CSV."))


def _records(file: BinaryIO, limits: Limits) -> Iterator[Record]:
    with closing(load_workbook(file, read_only=True, data_only=True, keep_links=False)) as book:
        if not book.worksheets:
            raise Unreadable(_("This spreadsheet has no sheet with rows."))
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # some programs write a wrong one, and cells beyond it would be lost
        for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            yield Record(number, _texts(cells, number, limits))


def _texts(cells: Sequence[Any], number: int, limits: Limits) -> list[str]:
    if len(cells) > limits.columns:
        raise Unreadable(
            _("Row %(row)d has more than %(count)d columns.") % {"row": number, "count": limits.columns}
        )
    return [_as_typed_by_hand(cell) for cell in cells]


def _as_typed_by_hand(cell: object) -> str:
    """What one would type to get this cell: days without midnight, numbers without the noise of floats."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return _plain(cell)
    if isinstance(cell, datetime):
        return (cell.date() if cell.time() == _MIDNIGHT else cell).isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _plain(number: float) -> str:
    """Fifteen digits, as spreadsheets show it: 0.1 + 0.2 is 0.3."""
    return format(Decimal(format(number, ".15g")), "f")
