"""Files as they come: plain, gzip, zstd or bz2."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Thread
from typing import IO

import indexed_bzip2

from thriving.history.failures import HistoryError, truncated
from thriving.history.readers import zstd
from thriving.history.readers.dealing import Lines, dealt, wide_pipe
from thriving.history.readers.reader import Told

_BLOCK = 1 << 20  # bytes
_ALL_CORES = 0


def sha256_of(path: Path, *others: Path) -> str:
    """Of one file; of several, of their hashes, in whatever order they come."""
    with path.open("rb") as file:
        own = hashlib.file_digest(file, "sha256").hexdigest()
    if not others:
        return own
    return hashlib.sha256(",".join(sorted((own, *map(sha256_of, others)))).encode()).hexdigest()


@contextmanager
def readable(path: Path, *, told: Told) -> Iterator[Path]:
    """Where the engine reads the file, once. Through a pipe, ``told`` hears as it goes.

    Of bz2 the engine knows nothing. The others it reads by itself, on all cores, as it cannot from a pipe;
    but it takes a truncated file in zstd for a whole one.
    """
    if path.suffix == ".zst" and not zstd.is_whole(path):
        raise HistoryError(truncated(path))
    if path.suffix != ".bz2":
        yield path
        return
    with _unpacked(path, told) as pipe:
        yield Path(f"/dev/fd/{pipe}")


@contextmanager
def readable_at_once(path: Path, lines: Lines, *, told: Told) -> Iterator[tuple[Path, ...]]:
    """As ``readable``, by as many pipes as there are cores, where by one it would be read on one of them."""
    if path.suffix != ".bz2":
        with readable(path, told=told) as whole:
            yield (whole,)
        return
    with _unpacked(path, told) as pipe, dealt(pipe, len(os.sched_getaffinity(0)), lines) as pipes:
        yield pipes


def _unpacked(path: Path, told: Told) -> AbstractContextManager[int]:
    program = shutil.which("lbzip2")
    return _by_program(program, path, told) if program else _by_library(path, told)


@contextmanager
def _by_program(program: str, path: Path, told: Told) -> Iterator[int]:
    """When this process is killed, both of the program's pipes end, and so does the program."""
    coming, going = wide_pipe()
    with subprocess.Popen(  # noqa: S603 -- a fixed command; the file itself goes in as bytes
        [program, "-dc"],
        stdin=subprocess.PIPE,
        stdout=going,
        stderr=subprocess.DEVNULL,
        pipesize=_BLOCK,
    ) as process:
        os.close(going)
        assert process.stdin is not None  # noqa: S101 -- for the type: it was asked for above
        with _beside(_pour, path.open("rb"), process.stdin, told):
            try:
                with _closing(coming):
                    yield coming
                if process.wait() != 0:
                    raise HistoryError(truncated(path))
            finally:
                process.kill()


@contextmanager
def _by_library(path: Path, told: Told) -> Iterator[int]:
    coming, going = wide_pipe()
    failures: list[Exception] = []

    def write() -> None:
        try:
            with open(going, "wb") as out:  # noqa: PTH123 -- no path, but an end of the pipe
                _copy_bz2(path, out, told)
        except BrokenPipeError:
            pass  # whoever read has stopped, and says why
        except Exception as failure:  # noqa: BLE001 -- libraries raise what they like; told below
            failures.append(failure)

    with _beside(write), _closing(coming):
        yield coming
    if failures:
        raise HistoryError(truncated(path)) from failures[0]


@contextmanager
def _closing(pipe: int) -> Iterator[None]:
    """Whoever writes into it hears that nobody reads any more."""
    try:
        yield
    finally:
        os.close(pipe)


def _copy_bz2(path: Path, out: IO[bytes], told: Told) -> None:
    """Where lbzip2 is not installed: somewhat slower, and counted at the end only."""
    with indexed_bzip2.open(str(path), parallelization=_ALL_CORES) as file:
        shutil.copyfileobj(file, out, _BLOCK)
    told(path.stat().st_size)


@contextmanager
def _beside(work: Callable[..., None], *arguments: object) -> Iterator[None]:
    thread = Thread(target=work, args=arguments, daemon=True)
    thread.start()
    try:
        yield
    finally:
        thread.join(timeout=10)


def _pour(source: IO[bytes], target: IO[bytes], told: Told) -> None:
    try:
        with source, target:
            while block := source.read(_BLOCK):
                target.write(block)
                told(len(block))
    except (BrokenPipeError, ValueError):
        pass  # the other side has ended, and says why
