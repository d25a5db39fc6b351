"""Zip files from strangers, opened only after a look at how much they would unpack to."""

from __future__ import annotations

import struct
import zipfile
from typing import BinaryIO

from django.utils.translation import gettext as _

_END = struct.Struct("<4s4H2LH")  # the end-of-directory record, as the zip format fixes it
_END_MARK = b"PK\x05\x06"
_LONGEST_COMMENT = 65_535
_BYTES_A_PART = 500  # of directory: 46 and the part's name, with room for what writers add


class ArchiveRefused(Exception):
    """The message is a sentence for whom the file came from."""


def open_archive(file: BinaryIO, *, parts: int) -> zipfile.ZipFile:
    """The archive, when it is whole and lists at most ``parts`` files."""
    # The zip reader makes an object for each part before one can count them: weigh the directory first.
    if _directory_size(file) > parts * _BYTES_A_PART:
        raise ArchiveRefused(_("This file holds far more parts than it should."))
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise ArchiveRefused(_("This file is damaged and cannot be opened.")) from error
    if len(archive.infolist()) > parts:
        raise ArchiveRefused(_("This file holds far more parts than it should."))
    return archive


def unpacked_size(archive: zipfile.ZipFile) -> int:
    """What the parts declare together; the zip reader never unpacks a part beyond what it declares."""
    return sum(part.file_size for part in archive.infolist())


def _directory_size(file: BinaryIO) -> int:
    """Bytes of the list of parts; a size past four gigabytes (zip64) comes as the largest number there is."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END.size - _LONGEST_COMMENT))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        raise ArchiveRefused(_("This file is damaged and cannot be opened."))
    directory: int = _END.unpack_from(tail, at)[5]
    return directory
