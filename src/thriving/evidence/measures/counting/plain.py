"""Records, and the sum of their values."""

from __future__ import annotations

from decimal import Decimal

from thriving.evidence.measures.counting.counter import Counter
from thriving.evidence.measures.facts import Behind, Selected
from thriving.evidence.measures.question import Question
from thriving.evidence.measures.reading import Reading
from thriving.evidence.measures.tally import Row, Scan, millionths, scan, selected


class Count(Counter):
    @staticmethod
    def scan(behind: Behind, *, by_day: bool) -> Scan | None:
        return _scan(behind.of_one_side("occurred_on"), {"rows": "COUNT(*)"}, by_day=by_day)

    def reading(self) -> Reading:
        some = self.rows or self.question.specification.empty_is_zero
        return Reading(Decimal(self.rows) if some else None, rows=self.rows, latest=self.latest)


class Sum(Counter):
    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.amount = 0

    @staticmethod
    def scan(behind: Behind, *, by_day: bool) -> Scan | None:
        facts = behind.of_one_side("occurred_on", "value")
        return _scan(facts, {"rows": "COUNT(*)", "amount": millionths("value")}, by_day=by_day)

    def add(self, row: Row) -> None:
        super().add(row)
        self.amount += row.amount

    def reading(self) -> Reading:
        some = self.rows or self.question.specification.empty_is_zero
        value = Decimal(self.amount).scaleb(-6) if some else None
        return Reading(value, rows=self.rows, latest=self.latest)


def _scan(facts: Selected, columns: dict[str, str], *, by_day: bool) -> Scan | None:
    source = selected(facts)
    if source is None or not by_day:
        return source and scan(source, columns)
    return scan(source, {**columns, "day": "occurred_on", "latest": "occurred_on"}, "occurred_on")
