"""Where the demo's days live: one database for each, built once, and a note of which day it is.

Imported by the settings, so it knows no model.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from django.core.exceptions import ImproperlyConfigured
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parents[2]
BUILDING = "thriving.web.demo.building"
UNFINISHED = ".unfinished"  # how the name of a database ends while it is built
SHAPING = ("*.py", "*.toml")  # what, when it changes, may make another sample year

FIRST = date(2019, 7, 1)
LAST = date(2020, 7, 1)
OPENING = date(2020, 4, 15)

# SQLite keeps a number for whoever made the file ("THRV"); ours says that this database is a demo's.
MARK = 0x54485256


class DayRefused(Exception):
    """There is no such day in the demo, or it could not be built; the message says why."""


@dataclass(frozen=True)
class Days:
    folder: Path

    @cached_property
    def built_by(self) -> Path:
        """The folder of what this code builds; another version's databases are not ours.

        A process that another one has started, on a database of this folder, belongs to that one's version.
        """
        asked = self._asked_for(os.environ)
        return asked.parent if asked else self.folder / "days" / fingerprint()

    def chosen(self) -> date:
        """Which day it is in the demo."""
        try:
            return checked((self.folder / "today").read_text("ascii"))
        except (OSError, DayRefused):
            return OPENING

    def file(self, day: date) -> Path:
        """The database of a day, with whatever has been done in it since it was built."""
        return self.built_by / f"{day}.sqlite3"

    def as_built(self, day: date) -> Path:
        return self.built_by / f"{day}.built"

    def url(self, environment: Mapping[str, str] = os.environ) -> str:
        """The database to begin with: the chosen day's, or the one that is just being built."""
        wanted = environment.get("DATABASE_URL")
        if not wanted:
            return f"sqlite:///{self.file(self.chosen())}"
        if not self._asked_for(environment):
            raise ImproperlyConfigured(
                "The demo makes its own databases and touches no other: run it without DATABASE_URL."
            )
        return wanted

    def _asked_for(self, environment: Mapping[str, str]) -> Path | None:
        """The file that the environment names, if it lies in the demo's folder."""
        file = Path(unquote(environment.get("DATABASE_URL", "").removeprefix("sqlite:///"))).resolve()
        return file if file.is_relative_to(self.folder.resolve() / "days") else None

    def choose(self, day: date) -> None:
        """Make ``day`` today, building its database first if there is none."""
        self.prepare(day)
        _write(self.folder / "today", day.isoformat())

    def prepare(self, day: date, *, afresh: bool = False) -> None:
        """See that the day's database is there. ``afresh`` forgets what has been done in it."""
        with self._alone():
            if not self.as_built(day).exists():
                self._build(day)
            if afresh or not self.file(day).exists():
                self._copy(day)
        require_ours(self.file(day))

    def remove_others(self) -> None:
        """Throw away what earlier versions of the code built."""
        for other in (self.folder / "days").iterdir():
            if other != self.built_by:
                shutil.rmtree(other)

    def _build(self, day: date) -> None:
        unfinished = self.built_by / f".{day}{UNFINISHED}"
        self._forget(unfinished)  # of somebody who was interrupted
        begun = []
        if earlier := [built for built in self._built() if built < day]:
            shutil.copyfile(self.as_built(max(earlier)), unfinished)
            begun = [max(earlier).isoformat()]
        # A process of its own: the year is played with the clock stopped, and a process has one clock.
        command = [sys.executable, "-m", BUILDING, str(unfinished), day.isoformat(), *begun]
        if subprocess.run(command, check=False).returncode:  # noqa: S603 -- our own module
            self._forget(unfinished)
            raise DayRefused(format_lazy(_("The sample year could not be built up to {day}."), day=day))
        unfinished.replace(self.as_built(day))

    def _copy(self, day: date) -> None:
        fresh = self.built_by / f".{day}.fresh"
        shutil.copyfile(self.as_built(day), fresh)
        self._forget(self.file(day))
        fresh.replace(self.file(day))

    def _built(self) -> list[date]:
        return [date.fromisoformat(file.stem) for file in self.built_by.glob("*.built")]

    def _forget(self, file: Path) -> None:
        for part in ("", "-wal", "-shm", "-journal"):
            file.with_name(file.name + part).unlink(missing_ok=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Whoever asks for the same day meanwhile waits until it is built."""
        self.built_by.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def checked(text: str) -> date:
    """The day that ``text`` names, if the demo has it."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as error:
        raise DayRefused(format_lazy(_("“{text}” is not a day."), text=text)) from error
    if not FIRST <= day <= LAST:
        raise DayRefused(
            format_lazy(_("The sample year has the days from {first} to {last}."), first=FIRST, last=LAST)
        )
    return day


def fingerprint() -> str:
    """Names this version of everything that shapes the sample year."""
    digest = hashlib.sha256()
    for file in sorted(file for pattern in SHAPING for file in PACKAGE.rglob(pattern)):
        digest.update(f"{file.relative_to(PACKAGE)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def is_ours(file: Path) -> bool:
    """Whether the database was made by a demo, by the mark it carries."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        try:
            return bool(connection.execute("PRAGMA application_id").fetchone()[0] == MARK)
        except sqlite3.DatabaseError:
            return False


def require_ours(file: Path) -> None:
    if not is_ours(file):
        raise DayRefused(f"{file} was not made by the demo, so the demo will not touch it.")


def _write(file: Path, text: str) -> None:
    """Readers see the old text or the new one, never half of it."""
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    fresh.write_text(text, "ascii")
    fresh.replace(file)
