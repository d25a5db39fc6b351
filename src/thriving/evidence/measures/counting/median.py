"""The middle of the records' values: half are at most that. One far away moves it little."""

from __future__ import annotations

from collections import Counter as Times
from fractions import Fraction

from thriving.evidence.measures import numbers
from thriving.evidence.measures.counting.counter import Counter
from thriving.evidence.measures.facts import Behind
from thriving.evidence.measures.question import Question
from thriving.evidence.measures.reading import Reading
from thriving.evidence.measures.tally import Row, Scan, millionths, scans, selected

MILLION = 1_000_000
# Records with the same value come in one line; whoever has several is counted beside, once.
ALIKE = "FROM common GROUP BY value"
ON_A_DAY = {"day": "occurred_on", "latest": "occurred_on"}
SUBJECTS = {"cases": "COUNT(DISTINCT subject)"}
NEW_ONES = {"day": "first", "cases": "COUNT(*)"}
BY_FIRST_DAY = "FROM (SELECT MIN(occurred_on) AS first FROM common GROUP BY subject) AS new GROUP BY first"


class Median(Counter):
    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.values: Times[Fraction] = Times()
        self.subjects = 0

    @staticmethod
    def scan(behind: Behind, *, by_day: bool) -> Scan | None:
        facts = selected(behind.of_one_side("subject", "occurred_on", "value"))
        values = {"amount": millionths("value"), "amounts": "COUNT(*)", "rows": "COUNT(*)"}
        if facts is None or not by_day:
            return facts and scans(facts, (values, ALIKE), (SUBJECTS, "FROM common"))
        by_value = ({**values, **ON_A_DAY}, f"{ALIKE}, occurred_on")
        return scans(facts, by_value, (NEW_ONES, BY_FIRST_DAY))

    def add(self, row: Row) -> None:
        super().add(row)
        self.subjects += row.cases
        if row.amounts:
            self.values[Fraction(row.amount, row.amounts * MILLION)] += row.amounts

    def reading(self) -> Reading:
        middle = numbers.median(self.values)
        few = self.subjects < self.question.specification.minimum
        return Reading(
            None if middle is None or few else numbers.decimal(middle),
            subjects=self.subjects,
            too_few=few and middle is not None,
            rows=self.rows,
            latest=self.latest,
        )
