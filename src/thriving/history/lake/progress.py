"""How far a file has been read, told while the engine is at work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from thriving.history.engines.embedded import Session

Tell = Callable[[Path, float], None]  # a file, and which share of it (0 to 1) has been read

_EVERY = 0.2  # seconds


def silent(_file: Path, _share: float) -> None:
    """For whoever does not want to hear."""


@dataclass
class Reading:
    """One file under way: told by the bytes fed into a pipe, or else by the engine itself."""

    file: Path
    tell: Tell
    bytes: int = 0

    def fed(self, more: int) -> None:
        self.bytes += more
        self.tell(self.file, min(1.0, self.bytes / max(1, self.file.stat().st_size)))

    @contextmanager
    def watched(self, session: Session) -> Iterator[None]:
        """Ask the engine now and then, unless the pipe already tells."""
        # Without these two it does not know how far it is, or writes on the screen itself.
        session.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
        done = Event()

        def watch() -> None:
            while not done.wait(_EVERY):
                share = session.query_progress() / 100
                if not self.bytes and share >= 0:
                    self.tell(self.file, share)

        thread = Thread(target=watch, daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()
