from __future__ import annotations

from pathlib import Path


class HistoryError(Exception):
    """What cannot be done with wiki history, in a sentence for whoever asked."""


class NotKnown(HistoryError):
    """The lake, or the question, lacks what the metric needs: never 0, never something like it."""


def truncated(path: Path) -> str:
    return f"{path} is truncated or damaged: it cannot be decompressed to its end. Download it again."
