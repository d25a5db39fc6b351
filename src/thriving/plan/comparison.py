"""The plan at two pairs of dates, and the records that make the difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thriving.evidence import queries as evidence
from thriving.plan import phrases, queries
from thriving.plan.dates import Dates
from thriving.plan.models import KeyResult, Plan, Requirement
from thriving.plan.queries import KeyResultStanding, PlanStanding, RequirementStanding
from thriving.ui.twins import Row


@dataclass(frozen=True)
class Line:
    """One requirement, then and now."""

    key_result: KeyResult
    then: RequirementStanding
    now: RequirementStanding
    difference: evidence.Difference

    @property
    def requirement(self) -> Requirement:
        return self.now.requirement

    @property
    def sentence(self) -> str:
        parts = [
            (self.difference.happened_since, ngettext("%(n)s since", "%(n)s since", self.difference.happened_since)),
            (self.difference.late, ngettext("%(n)s late record", "%(n)s late records", self.difference.late)),
            (self.difference.withdrawn, ngettext("%(n)s withdrawn", "%(n)s withdrawn", self.difference.withdrawn)),
            (self.difference.corrected, ngettext("%(n)s corrected", "%(n)s corrected", self.difference.corrected)),
        ]
        told = [words % {"n": count} for count, words in parts if count]
        return phrases.listed(told) if told else _("the same records")


@dataclass(frozen=True)
class Pair:
    then: PlanStanding
    now: PlanStanding
    lines: tuple[Line, ...]


def compare(plan: Plan, reader: Any, *, then: Dates, now: Dates) -> Pair:
    """Both sides as the same reader gets them."""
    before, after = (queries.standing(plan, reader, on=each.happened_by, known=each.known) for each in (then, now))
    sides = [(each, one, other) for each, one, other in _both(before, after)]
    differences = evidence.differences(reader, [(other.asked, one.number, other.number) for _each, one, other in sides])
    lines = (
        Line(each.key_result, one, other, difference)
        for (each, one, other), difference in zip(sides, differences, strict=True)
    )
    return Pair(before, after, tuple(lines))


def _both(
    before: PlanStanding, after: PlanStanding
) -> Iterator[tuple[KeyResultStanding, RequirementStanding, RequirementStanding]]:
    earlier = {one.requirement.pk: one for each in before.key_results for one in each.requirements}
    for each in after.key_results:
        for requirement in each.requirements:
            yield each, earlier[requirement.requirement.pk], requirement


def rows(pair: Pair) -> list[Row]:
    return [_row(pair, line) for line in pair.lines]


def _row(pair: Pair, line: Line) -> Row:
    return {
        "key_result": line.key_result.key,
        "number": line.key_result.number,
        "requirement": line.requirement.key,
        "then": line.then.value,
        "then_status": line.then.status,
        "now": line.now.value,
        "now_status": line.now.status,
        "since": line.difference.happened_since,
        "late": line.difference.late,
        "withdrawn": line.difference.withdrawn,
        "corrected": line.difference.corrected,
        "unit": line.now.unit,
        "page": reverse("plan:key_result", args=[pair.now.plan.key, line.key_result.key]),
    }
