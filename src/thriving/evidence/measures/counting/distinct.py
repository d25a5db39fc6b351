"""How many different subjects (or regions, languages …). Never summed: one may be in many places."""

from __future__ import annotations

from decimal import Decimal

from thriving.evidence.measures.conditions import column
from thriving.evidence.measures.counting.counter import Counter
from thriving.evidence.measures.facts import Behind
from thriving.evidence.measures.question import Question
from thriving.evidence.measures.reading import Reading
from thriving.evidence.measures.tally import Row, Scan, grouped, scan, selected

WHOLE = {"cases": "COUNT(DISTINCT thing)", "rows": "COUNT(*)"}
# A thing counts from its first day on.
BY_THING = {"day": "MIN(occurred_on)", "times": "COUNT(*)", "latest": "MAX(occurred_on)"}
BY_DAY = {"day": "day", "cases": "COUNT(*)", "rows": "SUM(times)", "latest": "MAX(latest)"}


class Distinct(Counter):
    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.cases = 0

    @staticmethod
    def scan(behind: Behind, *, by_day: bool) -> Scan | None:
        thing = column(behind.question.of)
        facts = selected(behind.of_one_side("occurred_on", thing=thing))
        if facts is None or not by_day:
            return facts and scan(facts, WHOLE)
        return scan(grouped(facts, BY_THING, "thing"), BY_DAY, "day")

    def add(self, row: Row) -> None:
        super().add(row)
        self.cases += row.cases

    def reading(self) -> Reading:
        some = self.cases or self.question.specification.empty_is_zero
        value = Decimal(self.cases) if some else None
        return Reading(value, subjects=self.cases, rows=self.rows, latest=self.latest)
