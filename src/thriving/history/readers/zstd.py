"""Whether a file in zstd is all there, by the lengths that it states; nothing is unpacked.

Source: RFC 8878, §3.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

_FRAME = 0xFD2FB528
_SKIPPABLE = range(0x184D2A50, 0x184D2A60)
_IDENTIFIERS, _SIZES = (0, 1, 2, 4), (0, 2, 4, 8)  # bytes, by the two bits that tell them
_REPEATED, _RESERVED = 1, 3  # kinds of block


def is_whole(path: Path) -> bool:
    """Frames follow each other, and the last one ends where the file does."""
    with path.open("rb") as file:
        length = os.fstat(file.fileno()).st_size
        try:
            while file.tell() < length:
                _skip_frame(file)
        except EOFError:
            return False
        return file.tell() == length


def _skip_frame(file: IO[bytes]) -> None:
    magic = _number(file, 4)
    if magic in _SKIPPABLE:
        _skip(file, _number(file, 4))
    elif magic == _FRAME:
        _skip_blocks(file)
    else:
        raise EOFError


def _skip_blocks(file: IO[bytes]) -> None:
    about = _number(file, 1)
    is_one_segment, has_checksum = bool(about & 0x20), bool(about & 0x04)
    _skip(file, (not is_one_segment) + _IDENTIFIERS[about & 3] + (_SIZES[about >> 6] or is_one_segment))
    is_last = False
    while not is_last:
        block = _number(file, 3)
        is_last, kind = bool(block & 1), block >> 1 & 3
        if kind == _RESERVED:
            raise EOFError
        _skip(file, 1 if kind == _REPEATED else block >> 3)
    _skip(file, 4 * has_checksum)


def _skip(file: IO[bytes], count: int) -> None:
    file.seek(count, os.SEEK_CUR)


def _number(file: IO[bytes], size: int) -> int:
    read = file.read(size)
    if len(read) < size:
        raise EOFError
    return int.from_bytes(read, "little")
