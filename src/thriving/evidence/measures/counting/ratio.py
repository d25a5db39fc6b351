"""Of the subjects in a register, how many were reached. Whoever is not in it does not count."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, F, Value, When

from thriving.evidence.measures import numbers
from thriving.evidence.measures.conditions import where
from thriving.evidence.measures.counting.counter import Counter
from thriving.evidence.measures.facts import Behind, Selected, asked_sides
from thriving.evidence.measures.question import Question
from thriving.evidence.measures.reading import Reading
from thriving.evidence.measures.specification import Side
from thriving.evidence.measures.tally import Row, Scan, grouped, scan, scans, selected, together

BY_SUBJECT = {
    "subject": "subject",
    "required": "MIN(required)",
    "reached": "MIN(reached)",
    "times": "COUNT(COALESCE(required, reached))",
}
LATEST = {"latest": "MAX(COALESCE(required, reached))"}
WHOLE = {
    "rows": "SUM(times)",
    "cases": "COUNT(required)",
    "met": "COUNT(CASE WHEN required IS NOT NULL THEN reached END)",
    "unmatched": "COUNT(CASE WHEN required IS NULL THEN reached END)",
}
# A subject is a case from the day on which it is required, and met from then on or when it is reached.
ON_REQUIRED = {
    "day": "required",
    "cases": "COUNT(*)",
    "met": "COUNT(CASE WHEN reached <= required THEN 1 END)",
    "rows": "SUM(times)",
    "latest": "MAX(latest)",
}
ON_REACHED = {
    "day": "reached",
    "met": "COUNT(required)",
    "unmatched": "COUNT(*) - COUNT(required)",
    "rows": "SUM(CASE WHEN required IS NULL THEN times END)",
    "latest": "MAX(latest)",
}
LATER = "FROM common WHERE reached IS NOT NULL AND (required IS NULL OR reached > required) GROUP BY reached"


class Ratio(Counter):
    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.cases = self.met = self.unmatched = 0

    @staticmethod
    def scan(behind: Behind, *, by_day: bool) -> Scan | None:
        facts = _facts(behind, by_day=by_day)
        if facts is None or not by_day:
            return facts and scan(grouped(facts, BY_SUBJECT, "subject"), WHOLE)
        return scans(
            grouped(facts, {**BY_SUBJECT, **LATEST}, "subject"),
            (ON_REQUIRED, "FROM common WHERE required IS NOT NULL GROUP BY required"),
            (ON_REACHED, LATER),
        )

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


def _facts(behind: Behind, *, by_day: bool) -> Scan | None:
    """Each fact once, telling that (by day: when) it makes its subject required, or reached, or both."""
    reached, required = asked_sides(behind.question)
    if reached.fact == required.fact:
        both = {"required": _told_if(required, by_day=by_day), "reached": _told_if(reached, by_day=by_day)}
        return selected(behind.of_side(Side(required.fact), "subject", **both))
    told, untold = ("occurred_on", "CAST(NULL AS date)") if by_day else ("1", "NULL")
    return together(
        _named(behind.of_side(reached, "subject", "occurred_on"), untold, told),
        _named(behind.of_side(required, "subject", "occurred_on"), told, untold),
    )


def _named(facts: Selected, required: str, reached: str) -> Scan | None:
    source = selected(facts)
    return source and grouped(source, {"subject": "subject", "required": required, "reached": reached})


def _told_if(side: Side, *, by_day: bool) -> Any:
    told = F("occurred_on") if by_day else Value(1)
    return Case(When(where(side.where), then=told)) if side.where else told
