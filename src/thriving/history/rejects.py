"""Rows that could not be read, each with its file, line and reason; and how many are too many."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from thriving.history.failures import HistoryError

LIMIT = 0.001  # of a file's rows
_SHOWN = 200  # characters of a rejected line, enough to find it again


@dataclass(frozen=True, order=True)
class Reject:
    line: int
    reason: str
    text: str


def write(path: Path, by_file: Mapping[str, Iterable[Reject]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter="\t", lineterminator="\n")
        writer.writerow(("file", "line", "reason", "text"))
        for file, rejects in by_file.items():
            writer.writerows((file, reject.line, reject.reason, reject.text[:_SHOWN]) for reject in rejects)


def refuse_too_many(rejects: Sequence[Reject], *, rows: int, limit: float, file: str, listed: Path) -> None:
    """``rows`` were read well. The first reason is quoted: they are mostly all the same."""
    share = len(rejects) / max(rows + len(rejects), 1)
    if share > limit:
        first = rejects[0]
        raise HistoryError(
            f"{len(rejects)} of {rows + len(rejects)} rows of {file} cannot be read ({share:.1%}; at most "
            f"{limit:.1%} may be so). The first is line {first.line}: {first.reason}. All are in {listed}. "
            "The lake is as it was. Get the file anew, or allow more with --reject-limit."
        )
