"""Files are hashed while they are read: hashing them first would take a tenth of the time of reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from thriving.history.readers.opening import sha256_of

Hashed = Callable[[], str]  # waits until it is known


@contextmanager
def hashed(files: Sequence[Path]) -> Iterator[Hashed]:
    with ThreadPoolExecutor(1) as beside:
        yield beside.submit(sha256_of, *files).result
