"""Rows that could not be read, each with its file, line and reason; and how many are too many."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from thriving.history.failures import HistoryError

LIMIT = 0.001  # of a file's rows
MOST = 100_000  # of a file, whatever its size: they are held in memory
_SHOWN = 200  # characters of a rejected line, enough to find it again
_STARTS_FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # in their wide forms too


@dataclass(frozen=True, order=True)
class Reject:
    """``reason`` is told in sentences, so it holds nothing of the row: its ``value`` may be a name."""

    line: int
    reason: str
    text: str
    value: str = ""

    @classmethod
    def cut(cls, line: int, reason: str, text: str, value: str = "") -> Reject:
        """Long rows are many megabytes, and nobody reads them whole."""
        return cls(line, reason, text[:_SHOWN], value[:_SHOWN])

    @property
    def told(self) -> str:
        """For the file of rejects alone."""
        return f"{self.reason}: “{self.value}”" if self.value else self.reason


def write(path: Path, by_file: Mapping[str, Iterable[Reject]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter="\t", lineterminator="\n")
        writer.writerow(("file", "line", "reason", "text"))
        for file, rejects in by_file.items():
            writer.writerows(
                (_harmless(file), each.line, _harmless(each.told), _harmless(each.text[:_SHOWN]))
                for each in rejects
            )


def refuse_endless(rejects: Sequence[Reject], *, file: str, faults: int = 0) -> None:
    """While a file is read: what is no dump at all must not fill the memory with what is wrong with it."""
    if max(len(rejects), faults) > MOST:
        first = min(rejects)
        raise HistoryError(
            f"More than {MOST:,} rows of {file} cannot be read. The first is line {first.line}: "
            f"{first.reason}. The lake is as it was. Get the file anew."
        )


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


def _harmless(words: str) -> str:
    """A spreadsheet would run what begins like a formula."""
    return f"'{words}" if words.lstrip("' \u00a0").startswith(_STARTS_FORMULA) else words
