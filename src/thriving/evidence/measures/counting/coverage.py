"""Which members of a named set, or steps of a list, were reached, and when first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from thriving.evidence.measures.conditions import column
from thriving.evidence.measures.counting.counter import Counter
from thriving.evidence.measures.facts import Behind
from thriving.evidence.measures.question import Question
from thriving.evidence.measures.reading import Reading
from thriving.evidence.measures.tally import Row, Scan, scan, selected


class Coverage(Counter):
    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.reached: dict[str, date | None] = {}

    @staticmethod
    def scan(behind: Behind, *, by_day: bool) -> Scan | None:  # noqa: ARG004 -- its few lines carry their day anyway
        member = column(behind.question.specification.of)
        facts = selected(behind.of_one_side("occurred_on", reached=member))
        columns = {
            "day": "MIN(occurred_on)",
            "latest": "MAX(occurred_on)",
            "member": "reached",
            "rows": "COUNT(*)",
        }
        return facts and scan(facts, columns, group="reached")

    def add(self, row: Row) -> None:
        super().add(row)
        self.reached[row.member] = row.day

    def reading(self) -> Reading:
        members = {member: self.reached.get(member) for member in self.question.members}
        some = self.reached or self.question.specification.empty_is_zero
        return Reading(
            Decimal(len(self.reached)) if some else None,
            numerator=len(self.reached),
            denominator=len(members),
            subjects=len(self.reached),
            members=members,
            rows=self.rows,
            latest=self.latest,
        )
