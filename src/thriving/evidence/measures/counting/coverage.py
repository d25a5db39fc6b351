"""Which members of a named set, or steps of a list, were reached, and when first."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from django.db import connection

from thriving.evidence.measures.conditions import column
from thriving.evidence.measures.counting.counter import Counter
from thriving.evidence.measures.facts import Behind
from thriving.evidence.measures.question import Question
from thriving.evidence.measures.reading import Reading
from thriving.evidence.measures.tally import Row, Scan, scan, selected

# SQLite reads facts in the order of days; grouping them otherwise would sort them all.
BY_DAY = {"day": "occurred_on", "latest": "occurred_on", "member": "json_group_array(DISTINCT reached)"}
BY_MEMBER = {
    "day": "MIN(occurred_on)",
    "latest": "MAX(occurred_on)",
    "member": "CAST(json_build_array(reached) AS text)",
}


class Coverage(Counter):
    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.reached: dict[str, date | None] = {}

    @staticmethod
    def scan(behind: Behind, *, by_day: bool) -> Scan | None:  # noqa: ARG004 -- when each was reached is always told
        member = column(behind.question.of)
        facts = selected(behind.of_one_side("occurred_on", reached=member))
        sqlite = connection.vendor == "sqlite"
        columns, group = (BY_DAY, "occurred_on") if sqlite else (BY_MEMBER, "reached")
        return facts and scan(facts, {**columns, "rows": "COUNT(*)"}, group)

    def add(self, row: Row) -> None:
        super().add(row)
        if len(self.reached) < len(self.question.members):
            for member in json.loads(row.member):
                self.reached.setdefault(member, row.day)

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
