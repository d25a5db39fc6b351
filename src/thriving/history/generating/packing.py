"""Packed so that packed parts, one behind the other, are a packed file."""

from __future__ import annotations

import bz2
import gzip
from collections.abc import Callable
from typing import Any

import zstandard

NONE = "none"
PACKED: dict[str, Callable[[Any], bytes]] = {
    "gz": lambda part: gzip.compress(part, 6, mtime=0),
    "zst": lambda part: zstandard.compress(part, 3),
    "bz2": bz2.compress,
}
COMPRESSIONS = (NONE, *PACKED)


def packed(part: Any, compression: str) -> bytes:
    return part if compression == NONE else PACKED[compression](part)


def suffix(compression: str) -> str:
    return "" if compression == NONE else f".{compression}"
