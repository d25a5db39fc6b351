"""The folder of a made-up history: whole or not there, and marked, so that nobody takes it for real."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from thriving.history.failures import HistoryError
from thriving.history.generating.forms.form import BOTS, Form
from thriving.history.generating.plan import Plan

MARK = "synthetic.json"
_SAYS = "Synthetic: this history was made up by `thriving history generate`. Nobody in it exists."
_VERSION = 1  # of what a seed gives


@dataclass(frozen=True)
class Order:
    """What is asked for."""

    plan: Plan
    form: Form
    compression: str

    @property
    def words(self) -> dict[str, Any]:
        form = {"name": type(self.form).__name__, **vars(self.form)}
        plan = {name: str(value) if name in ("start", "until") else value for name, value in self._plan}
        return {
            "says": _SAYS,
            "version": _VERSION,
            "plan": plan,
            "form": form,
            "compression": self.compression,
        }

    @property
    def _plan(self) -> Any:
        return asdict(self.plan).items()


@contextmanager
def filled(folder: Path, order: Order) -> Iterator[Path]:
    """Where to write, beside; it becomes the folder at once, when all is written."""
    beside = folder.with_name(f"{folder.name}.unfinished")
    _clear(beside)
    beside.mkdir(parents=True)
    try:
        with (beside / MARK).open("w", encoding="utf-8") as mark:
            fcntl.flock(mark, fcntl.LOCK_EX)
            mark.write(json.dumps(order.words, indent=1) + "\n")
            mark.flush()
            yield beside
            beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _clear(beside: Path) -> None:
    """Of what a run that was killed left there; one that is still at work holds the mark."""
    if not beside.exists():
        return
    if not (beside / MARK).exists():
        raise HistoryError(f"{beside} is in the way, and is not of this making. Move it, or write elsewhere.")
    with (beside / MARK).open(encoding="utf-8") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise HistoryError(f"Another run is writing to {beside}. Wait for it to end.") from None
        shutil.rmtree(beside)


def there_already(folder: Path, order: Order) -> bool:
    """True where the folder holds just this. Raises HistoryError where it holds anything else."""
    if folder.resolve() == Path.cwd():
        raise HistoryError("Name a folder beside the one that you are in: it is made anew.")
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return False
    mark = folder / MARK
    if not mark.is_file():
        raise HistoryError(f"{folder} holds files of another making. Name a folder that is new or empty.")
    if json.loads(mark.read_text(encoding="utf-8")) != json.loads(json.dumps(order.words)):
        raise HistoryError(
            f"{folder} holds another generated history; {mark} says which. Name a new folder, or delete it."
        )
    return True


def dumps_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name not in (MARK, BOTS))
