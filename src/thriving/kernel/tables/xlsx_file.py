from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, BinaryIO
from zipfile import ZipFile

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS

from thriving.kernel.archives import ArchiveRefused, open_archive, unpacked_size
from thriving.kernel.tables.limits import MEGABYTE, Limits
from thriving.kernel.tables.record import Record, Unreadable

_SMALL = 20 * MEGABYTE  # below this, a high ratio is only a repetitive sheet
_MIDNIGHT = time(0)


def records(file: BinaryIO, limits: Limits, sheet: str | None = None) -> Iterator[Record]:
    """The rows of one sheet, the first if none is named. Cells come as typed by hand: 88, 2020-04-15."""
    with closing(_book(file, limits)) as book:
        name = sheet or next(iter(book.sheetnames), "")
        if name not in book.sheetnames:
            raise Unreadable(_("This spreadsheet has no sheet named “%(name)s”.") % {"name": name[:100]})
        try:
            yield from _records(book, name, limits)
        except Unreadable:
            raise
        except Exception as error:  # openpyxl has no exception of its own for a damaged sheet
            raise Unreadable(_damaged()) from error


def sheets(file: BinaryIO, limits: Limits) -> tuple[str, ...]:
    with closing(_book(file, limits)) as book:
        return tuple(book.sheetnames)


def _book(file: BinaryIO, limits: Limits) -> Workbook:
    _refuse_bomb(file, limits)
    try:
        reader = _Reader(file, limits)
        reader.read()
    except Unreadable:
        raise
    except Exception as error:  # the same
        raise Unreadable(_damaged()) from error
    book: Workbook = reader.wb
    return book


class _Reader(ExcelReader):
    """Reads rows as they are asked for, and keeps no more than the limits of what it must keep."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        super().__init__(file, read_only=True, data_only=True, keep_links=False)
        self.archive, self.limits = _Archive(file, limits.whole), limits

    def read_strings(self) -> None:
        texts = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]
        if texts is not None and self.archive.getinfo(texts.PartName[1:]).file_size > self.limits.texts:
            raise Unreadable(_("This spreadsheet holds more text than can be read at once. Save it as CSV."))
        super().read_strings()


class _Archive(ZipFile):
    """Gives out large parts only piece by piece."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        super().__init__(file)
        self._most = most

    def read(self, name: Any, pwd: bytes | None = None) -> bytes:
        if self.getinfo(name).file_size > self._most:
            raise Unreadable(_too_much())
        return super().read(name, pwd)


def _damaged() -> str:
    return _("This spreadsheet is damaged and cannot be read. Save it as CSV.")


def _refuse_bomb(file: BinaryIO, limits: Limits) -> None:
    try:
        with open_archive(file, parts=limits.parts) as archive:
            unpacked = unpacked_size(archive)
    except ArchiveRefused as error:
        raise Unreadable(str(error)) from error
    suspicious = unpacked > _SMALL and unpacked > file.seek(0, 2) * limits.ratio
    file.seek(0)
    if unpacked > limits.unpacked or suspicious:
        raise Unreadable(_too_much())


def _too_much() -> str:
    return _("This spreadsheet unpacks to far more than a table needs. Save it as CSV.")


def _records(book: Workbook, name: str, limits: Limits) -> Iterator[Record]:
    sheet = book[name]
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
