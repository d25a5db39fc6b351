"""A 7z archive read as it is unpacked: a history unpacked to disk would be a hundred times as big."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import IO, Any

import py7zr

from thriving.history.failures import HistoryError
from thriving.history.readers.reader import Told


class _Into(py7zr.Py7zIO):
    """What is unpacked goes straight into a pipe; the rest is asked for by py7zr, which uses none of it."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out, self.written = out, 0

    def write(self, s: bytes | bytearray) -> int:
        self.written += len(s)
        return self.out.write(s)

    def read(self, size: int | None = None) -> bytes:  # noqa: ARG002 -- its signature
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:  # noqa: ARG002 -- its signature
        return 0

    def flush(self) -> None:
        self.out.flush()

    def size(self) -> int:
        return self.written


class _Pipe(py7zr.WriterFactory):
    def __init__(self, out: IO[bytes]) -> None:
        self.out = out

    def create(self, filename: str) -> _Into:  # noqa: ARG002 -- its signature
        return _Into(self.out)


class _Counted(io.FileIO):
    def __init__(self, path: Path, told: Told) -> None:
        super().__init__(path)
        self.told = told

    def readinto(self, buffer: Any) -> int:
        count = super().readinto(buffer) or 0
        self.told(count)
        return count


@contextmanager
def opened(path: Path, told: Told) -> Iterator[IO[bytes]]:
    """The archive's files one after the other, unpacked; raises HistoryError where it is damaged."""
    read_end, write_end = os.pipe()
    failures: list[Exception] = []
    thread = Thread(target=_unpack, args=(path, write_end, told, failures), daemon=True)
    try:
        with os.fdopen(read_end, "rb") as file:
            thread.start()
            yield file
    except HistoryError:  # what was unpacked so far makes no sense: mostly for what is told below
        thread.join()
        _refuse(path, failures)
        raise
    thread.join()
    _refuse(path, failures)


def _refuse(path: Path, failures: list[Exception]) -> None:
    if failures:
        raise HistoryError(
            f"{path.name} is truncated or damaged: it cannot be unpacked to its end. Download it again."
        ) from failures[0]


def _unpack(path: Path, write_end: int, told: Told, failures: list[Exception]) -> None:
    try:
        with (
            os.fdopen(write_end, "wb") as out,
            io.BufferedReader(_Counted(path, told)) as file,
            py7zr.SevenZipFile(file) as archive,
        ):
            archive.extract(factory=_Pipe(out))
    except BrokenPipeError:
        pass  # whoever read has stopped, and says why
    except Exception as failure:  # noqa: BLE001 -- the library raises what it likes; told to the reader
        failures.append(failure)
