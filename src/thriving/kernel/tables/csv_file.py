from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from thriving.kernel.tables.limits import Limits
from thriving.kernel.tables.record import Record, Unreadable

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",;\t"  # the first of those that split the header most often
_SAMPLE = 64 * 1024  # characters looked at to find the delimiter


def records(file: BinaryIO, limits: Limits) -> Iterator[Record]:
    """The file's rows, blank ones too: a spreadsheet counts them."""
    text = io.TextIOWrapper(file, encoding=_encoding(file), newline="")
    try:
        yield from _records(text, limits)
    except UnicodeDecodeError as error:
        raise Unreadable(
            _("This file is not text in UTF-8. In a spreadsheet, save it as “CSV UTF-8”.")
        ) from error
    finally:
        if not file.closed:  # whoever reads may leave early, and close the file before this ends
            text.detach()


def _records(text: io.TextIOWrapper, limits: Limits) -> Iterator[Record]:
    lines = _lines(text, limits)
    rows = csv.reader(lines, delimiter=_delimiter(text), strict=True)
    number = 0
    try:
        for number, cells in enumerate(rows, 1):
            if len(cells) > limits.columns:
                raise Unreadable(
                    _("Row %(row)d has more than %(count)d columns.")
                    % {"row": number, "count": limits.columns}
                )
            yield Record(number, cells)
    except csv.Error as error:
        raise Unreadable(
            _("Row %(row)d cannot be read: is a quotation mark left open?") % {"row": number + 1}
        ) from error


def _encoding(file: BinaryIO) -> str:
    start = file.read(len(codecs.BOM_UTF8))
    file.seek(0)
    return next((name for mark, name in _BYTE_ORDER_MARKS if start.startswith(mark)), "utf-8")


def _lines(text: io.TextIOWrapper, limits: Limits) -> Iterator[str]:
    """The lines, none longer than a row may be: a file without line ends never fills the memory."""
    longest = limits.cell * 4
    while line := text.readline(longest):
        if len(line) == longest:
            raise Unreadable(
                _("A line of this file is longer than %(count)d characters.") % {"count": longest}
            )
        if "\0" in line:
            raise Unreadable(_("This file is not a table: it has characters that no text has."))
        yield line


def _delimiter(text: io.TextIOWrapper) -> str:
    header = text.readline(_SAMPLE)
    text.seek(0)
    outside_quotes = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=outside_quotes.count)
