"""How far a long run is, for whoever watches it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

import click

_MEGABYTE = 1_000_000
_WATCHED, _UNWATCHED = 0.2, 30.0  # seconds between two words, on a screen and in a log
_MINUTE, _HOUR = 60, 3600  # seconds
_TELLING = 10  # MB a second: below, a digit more
_SEVERAL = 2  # files
_NOT_TELLING = 0.01  # of a file: from less than that nobody can say how long the rest takes


class Meter:
    """How far, how fast and how long still: on one line of a screen; in a log, a line now and then."""

    def __init__(self, files: Sequence[Path] = ()) -> None:
        """``files``: all that will be read, in order; of one alone nothing more needs to be said."""
        self.files = tuple(files)
        self.started, self.bytes = 0.0, 0  # the first file of this run; what was read before the one at hand
        self.is_watched = is_watched()
        self.file = Path()
        self.began = self.told = 0.0  # seconds
        self.is_open = False  # a line on the screen that has not ended

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        """What is said next, such as why it stopped, begins on a line of its own."""
        if self.is_open:
            click.echo(err=True)
            self.is_open = False

    def __call__(self, file: Path, share: float) -> None:
        now = monotonic()
        if file != self.file:
            self._begin(file, now)
        if now - self.told >= (_WATCHED if self.is_watched else _UNWATCHED):
            self.told = now
            self._tell(_line(file, share, now - self.began, self._of_all(share, now)))

    def _begin(self, file: Path, now: float) -> None:
        self.__exit__(None, None, None)
        self.bytes += self.file.stat().st_size if self.began else 0
        self.started = self.started or now
        self.file, self.began = file, now
        self.told = self.told or now  # not anew for each file, or a log would never hear of many short ones

    def _of_all(self, share: float, now: float) -> str:
        """Which file it is, and how long all that come after it will take at the pace so far."""
        if len(self.files) < _SEVERAL or self.file not in self.files:
            return ""
        place, size = self.files.index(self.file) + 1, self.file.stat().st_size
        rest = (1 - share) * size + sum(file.stat().st_size for file in self.files[place:])
        left = (now - self.started) * rest / max(1, self.bytes + share * size)
        return f" ({place} of {len(self.files)}; {_in_words(left)} left for all)"

    def _tell(self, line: str) -> None:
        if not self.is_watched:
            click.echo(line, err=True)
            return
        width = shutil.get_terminal_size().columns - 1
        click.echo(f"\r{line[:width]:<{width}}", nl=False, err=True)
        self.is_open = True


def is_watched() -> bool:
    return sys.stderr.isatty()


def _line(file: Path, share: float, seconds: float, of_all: str) -> str:
    """What matters comes first, since a narrow screen cuts the rest."""
    rate = share * file.stat().st_size / max(seconds, _WATCHED) / _MEGABYTE
    left = f", {_in_words(seconds * (1 - share) / share)} left" if share > _NOT_TELLING else ""
    return f"{share:4.0%}, {rate:.{_digits(rate)}f} MB/s{left}{of_all}: {file.name}"


def _digits(rate: float) -> int:
    return 0 if rate >= _TELLING else 1


def _in_words(seconds: float) -> str:
    if seconds < 2 * _MINUTE:
        return f"{seconds:.0f} s"
    if seconds < 2 * _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    return f"{seconds // _HOUR:.0f} h {seconds % _HOUR / _MINUTE:.0f} min"
