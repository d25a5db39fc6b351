"""Of the subjects in a register, how many were reached. Whoever is reached but not in the register does not count."""

from __future__ import annotations

from collections.abc import Iterable

from thriving.evidence.measures import numbers
from thriving.evidence.measures.counting.counter import Counter
from thriving.evidence.measures.facts import Behind
from thriving.evidence.measures.question import Question
from thriving.evidence.measures.reading import Reading
from thriving.evidence.measures.tally import Row, Scan, grouped, scan, selected

BY_SUBJECT = {
    "required_on": "MIN(required_on)",
    "reached_on": "MIN(reached_on)",
    "times": "COUNT(COALESCE(required_on, reached_on))",
    "latest": "MAX(COALESCE(required_on, reached_on))",
}
WHOLE = {
    "latest": "MAX(latest)",
    "rows": "SUM(times)",
    "cases": "COUNT(required_on)",
    "met": "COUNT(CASE WHEN required_on IS NOT NULL THEN reached_on END)",
    "unmatched": "COUNT(CASE WHEN required_on IS NULL THEN reached_on END)",
}


class Ratio(Counter):
    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.cases = self.met = self.unmatched = 0

    @staticmethod
    def scan(behind: Behind, *, by_day: bool) -> Scan | None:
        facts = selected(behind.of_both_sides())
        subjects = facts and grouped(facts, BY_SUBJECT, "subject")
        days = {"day": "required_on", "met_on": "reached_on"} if by_day else {}
        return subjects and scan(subjects, {**WHOLE, **days}, group=", ".join(days.values()))

    def in_order(self, rows: Iterable[Row]) -> list[Row]:
        return super().in_order(event for row in rows for event in _events(row))

    def add(self, row: Row) -> None:
        super().add(row)
        self.cases += row.cases
        self.met += row.met
        self.unmatched += row.unmatched

    def reading(self) -> Reading:
        return Reading(
            numbers.share(self.met, self.cases),
            numerator=self.met,
            denominator=self.cases,
            subjects=self.cases,
            unmatched=self.unmatched,
            rows=self.rows,
            latest=self.latest,
        )


def _events(row: Row) -> list[Row]:
    """What a line by day changes on which day: who is reached first is unmatched until the register has them."""
    if row.met_on is None:
        return [row]
    if row.day is None:
        return [row._replace(day=row.met_on)]
    if row.met_on < row.day:
        reached = Row(row.question, day=row.met_on, unmatched=row.met)
        return [reached, row._replace(unmatched=-row.met)]
    return [row._replace(met=0), Row(row.question, day=row.met_on, met=row.met)]
