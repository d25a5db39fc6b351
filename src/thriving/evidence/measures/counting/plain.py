"""Records, and the sum of their values."""

from __future__ import annotations

from decimal import Decimal

from thriving.evidence.measures.counting.counter import Counter
from thriving.evidence.measures.facts import Behind, Facts
from thriving.evidence.measures.question import Question
from thriving.evidence.measures.reading import Reading
from thriving.evidence.measures.tally import Row, Scan, millionths, scan, selected


class Count(Counter):
    @staticmethod
    def scan(behind: Behind, *, by_day: bool) -> Scan | None:
        return _scan(behind.of_one_kind().values("occurred_on"), {}, by_day=by_day)

    def reading(self) -> Reading:
        some = self.rows or self.question.specification.empty_is_zero
        return Reading(Decimal(self.rows) if some else None, rows=self.rows, latest=self.latest)


class Sum(Counter):
    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.amount = 0

    @staticmethod
    def scan(behind: Behind, *, by_day: bool) -> Scan | None:
        facts = behind.of_one_kind().values("occurred_on", "value")
        return _scan(facts, {"amount": millionths("value")}, by_day=by_day)

    def add(self, row: Row) -> None:
        super().add(row)
        self.amount += row.amount

    def reading(self) -> Reading:
        some = self.rows or self.question.specification.empty_is_zero
        value = Decimal(self.amount).scaleb(-6) if some else None
        return Reading(value, rows=self.rows, latest=self.latest)


def _scan(facts: Facts, more: dict[str, str], *, by_day: bool) -> Scan | None:
    source = selected(facts)
    columns = {"rows": "COUNT(*)", "latest": "MAX(occurred_on)", **more}
    if by_day:
        columns["day"] = "occurred_on"
    return source and scan(source, columns, group="occurred_on" if by_day else "")
