"""Stretches read by several processes, each minded by a thread of this one.

Processes of our own rather than a pool of Python's: theirs outlive a parent that is killed, and want the
program that uses this library to be written for them.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from fcntl import F_SETPIPE_SZ, fcntl
from queue import Empty, Queue
from threading import Lock, Thread

from thriving.history.failures import HistoryError
from thriving.history.readers.mediawiki_xml import worker
from thriving.history.readers.mediawiki_xml.cutting import Piece
from thriving.history.readers.mediawiki_xml.stretches import Found, Rules, stretches

_PATIENCE = 0.05  # seconds
_WIDE = 1 << 20  # bytes: what Linux gives to anybody who asks
_OF_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}  # since there is a process for each core


def found_by_many(pieces: Iterator[Piece], rules: Rules, processes: int) -> Iterator[Found]:
    """In no certain order. Whoever stops listening ends the processes."""
    crew = _Crew(pieces, rules, processes)
    try:
        yield from crew.answers()
    finally:
        crew.end()


class _Crew:
    def __init__(self, pieces: Iterator[Piece], rules: Rules, processes: int) -> None:
        self.stretches, self.turn, self.ended = stretches(pieces), Lock(), False
        # Bounded, so that reading waits for writing.
        self.told: Queue[Found | Exception | None] = Queue(maxsize=processes)
        self.processes = [_started(rules) for _ in range(processes)]
        self.minders = [Thread(target=self._mind, args=(each,), daemon=True) for each in self.processes]

    def answers(self) -> Iterator[Found]:
        for minder in self.minders:
            minder.start()
        for _ in self.minders:
            while (answer := self.told.get()) is not None:
                if isinstance(answer, Exception):
                    raise answer
                yield answer

    def end(self) -> None:
        self.ended = True
        for process in self.processes:
            process.kill()
        while any(minder.is_alive() for minder in self.minders):
            self._forget_one()
        for process in self.processes:
            _close(process)

    def _forget_one(self) -> None:
        with suppress(Empty):
            self.told.get(timeout=_PATIENCE)

    def _mind(self, process: subprocess.Popen[bytes]) -> None:
        try:
            while not self.ended and self._send(process):
                self.told.put(_heard(process))
        except Exception as failure:  # noqa: BLE001 -- told to whoever listens
            self.told.put(failure)
        self.told.put(None)

    def _send(self, process: subprocess.Popen[bytes]) -> bool:
        """The next stretch, in turn with the others; whether there was one."""
        assert process.stdin is not None  # noqa: S101 -- for the type: it was asked for
        with self.turn:
            stretch = next(self.stretches, None)
            for piece in stretch or ():
                _write(process, piece)
        return stretch is not None


def _started(rules: Rules) -> subprocess.Popen[bytes]:
    """In a session of its own: an interrupt at the keyboard is for the parent, who ends its processes."""
    process = subprocess.Popen(  # noqa: S603 -- our own words
        [sys.executable, "-m", worker.__name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **_OF_ONE_THREAD},
        start_new_session=True,
    )
    _widen(process)
    _write(process, rules)
    return process


def _widen(process: subprocess.Popen[bytes]) -> None:
    """A piece is many times what a pipe holds, and each time that one is full both sides are woken."""
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None  # noqa: S101 -- for the type: both were asked for
        with suppress(OSError):  # who has few of them left gets no wider ones
            fcntl(pipe, F_SETPIPE_SZ, _WIDE)


def _close(process: subprocess.Popen[bytes]) -> None:
    # Closing a pipe writes what is left in it, for which nobody waits any more.
    with suppress(BrokenPipeError), process:
        pass


def _write(process: subprocess.Popen[bytes], what: object) -> None:
    assert process.stdin is not None  # noqa: S101 -- for the type: it was asked for
    try:
        pickle.dump(what, process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
        process.stdin.flush()
    except BrokenPipeError:
        raise _gone(process) from None


def _heard(process: subprocess.Popen[bytes]) -> Found | Exception:
    assert process.stdout is not None  # noqa: S101 -- for the type: it was asked for
    try:
        answer: Found | Exception = pickle.load(process.stdout)  # noqa: S301 -- from our own process
    except (EOFError, pickle.UnpicklingError):
        raise _gone(process) from None
    return answer


def _gone(process: subprocess.Popen[bytes]) -> HistoryError:
    return HistoryError(
        f"A process that read its pages was ended from outside ({process.wait()}), perhaps for want of "
        "memory. Start again."
    )
