"""Dumps into a lake, in a process of its own: it may be killed at any moment, and goes on where it was.

It hears on standard input what to do, and tells in a line of JSON each second how far it is; the last line
says what it took in, or why it did not.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

from thriving.history.failures import HistoryError
from thriving.history.lake import Lake
from thriving.history.lake.ingest import Ingested, Options, ingest
from thriving.history.lake.snapshots import Snapshot

EVERY = 1.0  # seconds


class Telling:
    """Says how far it is, also while nothing moves: so whoever listens knows that it lives."""

    def __init__(self) -> None:
        self.file, self.share, self.over = "", 0.0, Event()

    def __call__(self, file: Path, share: float) -> None:
        self.file, self.share = file.name, share

    @contextmanager
    def aloud(self) -> Iterator[Telling]:
        thread = Thread(target=self._tell, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.over.set()
            thread.join()

    def _tell(self) -> None:
        while not self.over.wait(EVERY):
            try:
                say({"file": self.file, "share": self.share})
            except OSError:
                # Nobody listens any more: whoever started this has died.
                os._exit(1)


def main() -> int:
    asked = json.load(sys.stdin)
    try:
        with Telling().aloud() as tell:
            taken = ingest(
                Lake(Path(asked["lake"])), list(map(Path, asked["files"])), _options(asked), tell=tell
            )
    except HistoryError as refused:
        say({"refused": str(refused)})
        return 0
    say({"taken": [_told(each) for each in taken]})
    return 0


def say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _options(asked: dict[str, Any]) -> Options:
    return Options(
        snapshot=Snapshot.named(asked["snapshot"]) if asked["snapshot"] else None, memory=asked["memory"]
    )


def _told(each: Ingested) -> dict[str, Any]:
    source = each.source
    return {
        "name": source.name,
        "wikis": list(source.wikis),
        "rows": source.rows,
        "rejected": source.rejected,
        "key": Path(source.folder).name,
        "new": each.read,
    }


if __name__ == "__main__":
    sys.exit(main())
