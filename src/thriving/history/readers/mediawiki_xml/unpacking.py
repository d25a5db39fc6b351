"""A dump as blocks of plain XML, however it is packed."""

from __future__ import annotations

import shutil
import subprocess
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Thread
from typing import IO

import indexed_bzip2

from thriving.history.failures import HistoryError, truncated
from thriving.history.readers import seven_zip
from thriving.history.readers.reader import Told

_BLOCK = 1 << 20  # bytes
_ALL_CORES = 0
_GZIP = 31  # zlib's word for a stream with a header and a checksum of gzip


@contextmanager
def unpacked(path: Path, told: Told) -> Iterator[Iterator[bytes]]:
    """``told`` hears how much of the file itself has been read. Raises HistoryError where it is damaged."""
    with _WAYS.get(path.suffix, _plain)(path, told) as blocks:
        yield blocks


@contextmanager
def _plain(path: Path, told: Told) -> Iterator[Iterator[bytes]]:
    with path.open("rb") as file:
        yield _counted(file, told)


@contextmanager
def _gzip(path: Path, told: Told) -> Iterator[Iterator[bytes]]:
    with path.open("rb") as file:
        yield _members(path, _counted(file, told))


def _members(path: Path, blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Stream after stream, since a file may be several; one that does not end is an error."""
    member, is_begun = zlib.decompressobj(_GZIP), False
    try:
        for packed in blocks:
            rest = packed
            while rest:
                # Bounded: a hostile file could unpack to a thousand times itself.
                yield member.decompress(rest, _BLOCK)
                is_begun, rest = True, member.unconsumed_tail
                if member.eof:
                    rest = member.unused_data.lstrip(b"\0")
                    member, is_begun = zlib.decompressobj(_GZIP), False
        yield member.flush()
    except zlib.error as failure:
        raise HistoryError(truncated(path)) from failure
    if is_begun and not member.eof:
        raise HistoryError(truncated(path))


@contextmanager
def _bzip2(path: Path, told: Told) -> Iterator[Iterator[bytes]]:
    if not shutil.which("lbzip2"):
        yield _by_library(path, told)
        return
    command = ["/bin/sh", "-c", "exec lbzip2 -dc"]
    with subprocess.Popen(  # noqa: S603 -- a fixed command; the file itself goes in as bytes
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            yield _to_the_end(path, process, told)
        finally:
            process.kill()


def _to_the_end(path: Path, process: subprocess.Popen[bytes], told: Told) -> Iterator[bytes]:
    assert process.stdin is not None  # noqa: S101 -- for the type: both were asked for
    assert process.stdout is not None  # noqa: S101 -- the same
    with path.open("rb") as file:
        thread = Thread(target=_pour, args=(_counted(file, told), process.stdin), daemon=True)
        thread.start()
        while block := process.stdout.read(_BLOCK):
            yield block
        thread.join()
    if process.wait() != 0:
        raise HistoryError(truncated(path))


def _pour(blocks: Iterator[bytes], target: IO[bytes]) -> None:
    try:
        with target:
            for block in blocks:
                target.write(block)
    except (BrokenPipeError, ValueError):
        pass  # the other side has ended, and says why


def _by_library(path: Path, told: Told) -> Iterator[bytes]:
    """Where lbzip2 is not installed: somewhat slower, and counted at the end only."""
    try:
        with indexed_bzip2.open(str(path), parallelization=_ALL_CORES) as file:
            yield from _blocks(file)
    except Exception as failure:  # the library raises what it likes
        raise HistoryError(truncated(path)) from failure
    told(path.stat().st_size)


@contextmanager
def _seven_zip(path: Path, told: Told) -> Iterator[Iterator[bytes]]:
    with seven_zip.opened(path, told) as file:
        yield _blocks(file)


def _counted(file: IO[bytes], told: Told) -> Iterator[bytes]:
    for block in _blocks(file):
        told(len(block))
        yield block


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(_BLOCK):
        yield block


_WAYS: dict[str, Callable[[Path, Told], AbstractContextManager[Iterator[bytes]]]] = {
    ".gz": _gzip,
    ".bz2": _bzip2,
    ".7z": _seven_zip,
}
PACKINGS = frozenset(_WAYS)
