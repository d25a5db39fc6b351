from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thriving.evidence.measures.facts import Behind
from thriving.evidence.measures.question import Question
from thriving.evidence.measures.reading import Reading
from thriving.evidence.measures.tally import Row, Scan


class Counter:
    """Adds up the lines of one question. Those by day are added in their order, to be read at any day."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.rows = 0
        self.latest: date | None = None

    @staticmethod
    def scan(behind: Behind, *, by_day: bool) -> Scan | None:
        """What to select. ``None`` where the conditions can never hold: then there are no lines."""
        raise NotImplementedError

    def in_order(self, rows: Iterable[Row]) -> list[Row]:
        return sorted(rows, key=lambda row: row.day or date.min)

    def add(self, row: Row) -> None:
        self.rows += row.rows
        if row.latest and (self.latest is None or row.latest > self.latest):
            self.latest = row.latest

    def reading(self) -> Reading:
        raise NotImplementedError
