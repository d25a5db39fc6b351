"""A value that a person stated and a second one confirmed: the newest holds."""

from __future__ import annotations

from decimal import Decimal

from thriving.evidence.measures.counting.counter import Counter
from thriving.evidence.measures.facts import Behind
from thriving.evidence.measures.question import Question
from thriving.evidence.measures.reading import Reading
from thriving.evidence.measures.tally import Row, Scan, millionths, scan, selected


class Stated(Counter):
    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.value: Decimal | None = None

    @staticmethod
    def scan(behind: Behind, *, by_day: bool) -> Scan | None:  # noqa: ARG004 -- its few lines carry their day anyway
        facts = selected(behind.of_one_side("number", "occurred_on", "value"))
        columns = {
            "day": "occurred_on",
            "latest": "occurred_on",
            "cases": "number",
            "amount": millionths("value"),
            "rows": "COUNT(*)",
        }
        return facts and scan(facts, columns, group="number, occurred_on")

    def in_order(self, rows: list[Row]) -> list[Row]:  # type: ignore[override]
        return sorted(rows, key=lambda row: (row.day, row.cases))

    def add(self, row: Row) -> None:
        super().add(row)
        self.value = Decimal(row.amount).scaleb(-6)

    def reading(self) -> Reading:
        return Reading(self.value, rows=self.rows, latest=self.latest)
