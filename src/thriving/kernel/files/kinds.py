"""What a file is, told by its content: a name or a browser's word proves nothing."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from thriving.kernel.archives import ArchiveRefused, open_archive

_START = 64 * 1024  # bytes looked at
_PARTS = 1_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Kind:
    """A kind of file that can be kept."""

    name: str
    ending: str
    media_type: str
    fits: Callable[[bytes, BinaryIO], bool]


def _text(start: bytes, _file: BinaryIO) -> bool:
    """Text that is no page: a browser must never be talked into running it."""
    encoding = "utf-16" if start.startswith(_UTF_16) else "utf-8-sig"
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(start, final=len(start) < _START)
    except UnicodeDecodeError:
        return False
    return not _CONTROL.search(text) and not text.lstrip().startswith("<")


def _spreadsheet(start: bytes, file: BinaryIO) -> bool:
    """A workbook without macros."""
    if not start.startswith(b"PK\x03\x04"):
        return False
    try:
        with open_archive(file, parts=_PARTS) as archive:
            names = set(archive.namelist())
    except ArchiveRefused:
        return False
    return "xl/workbook.xml" in names and not any(name.endswith("vbaProject.bin") for name in names)


def _starting_with(mark: bytes) -> Callable[[bytes, BinaryIO], bool]:
    return lambda start, _file: start.startswith(mark)


KINDS = {
    kind.name: kind
    for kind in (
        Kind("pdf", ".pdf", "application/pdf", _starting_with(b"%PDF-")),
        Kind("png", ".png", "image/png", _starting_with(b"\x89PNG\r\n\x1a\n")),
        Kind("jpeg", ".jpg", "image/jpeg", _starting_with(b"\xff\xd8\xff")),
        Kind(
            "xlsx",
            ".xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _spreadsheet,
        ),
        Kind("csv", ".csv", "text/csv", _text),
    )
}


def kind_of(file: BinaryIO) -> Kind | None:
    """The first kind that fits, the surest marks first; ``None`` for what is not kept."""
    file.seek(0)
    start = file.read(_START)
    try:
        return next((kind for kind in KINDS.values() if kind.fits(start, file)), None)
    finally:
        file.seek(0)
