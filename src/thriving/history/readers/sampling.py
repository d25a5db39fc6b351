"""The beginning of a file, to see what it is."""

from __future__ import annotations

import bz2
import gzip
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import zstandard

from thriving.history.failures import HistoryError, truncated
from thriving.history.readers import zstd

LONGEST_LINE = 16 << 20  # bytes: comments and lists of blocks are long, but not that long

_OPENERS: dict[str, Callable[..., Any]] = {
    ".gz": gzip.GzipFile,
    ".bz2": bz2.BZ2File,
    ".zst": zstandard.open,
}


def first_lines(path: Path) -> Iterator[str]:
    """Lines without their ends; bytes that are no UTF-8 stay recognizable, since the parser refuses them."""
    is_empty = True
    try:
        with io.BufferedReader(_OPENERS.get(path.suffix, open)(path, "rb")) as file:
            while line := file.readline(LONGEST_LINE):
                if len(line) == LONGEST_LINE:
                    raise HistoryError(
                        f"{path} holds a line of more than {LONGEST_LINE >> 20} MB, as no dump does."
                    )
                is_empty = False
                yield line.decode("utf-8", "backslashreplace").rstrip("\n")
    except (OSError, EOFError, zstandard.ZstdError) as failure:
        raise HistoryError(f"{path} cannot be read: {failure}.") from failure
    # What zstd's library gives of a block without its end is nothing, and no error.
    if is_empty and path.suffix == ".zst" and not zstd.is_whole(path):
        raise HistoryError(truncated(path))
