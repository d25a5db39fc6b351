"""The plan at two pairs of dates, and the records that make the difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thriving.evidence.difference import Between, Difference, differences
from thriving.plan import queries
from thriving.plan.models import KeyResult, Plan, Requirement
from thriving.plan.pages import phrases
from thriving.plan.pages.dates import Dates
from thriving.plan.pages.rows import exact
from thriving.plan.standing.key_results import KeyResultStanding, PlanStanding
from thriving.plan.standing.requirements import RequirementStanding
from thriving.ui import cldr
from thriving.ui.twins import Row


@dataclass(frozen=True)
class Line:
    """One requirement, then and now. Without a difference where nothing is known of either side."""

    key_result: KeyResult
    then: RequirementStanding
    now: RequirementStanding
    records: Difference | None

    @property
    def requirement(self) -> Requirement:
        return self.now.requirement

    @property
    def same(self) -> bool:
        return self.then.value == self.now.value and self.then.status == self.now.status

    @property
    def late(self) -> int:
        return len(self.records.late) if self.records else 0

    @property
    def withdrawn(self) -> int:
        return len(self.records.withdrawn) if self.records else 0

    @property
    def corrected(self) -> int:
        return len(self.records.corrected) if self.records else 0

    @property
    def since(self) -> int:
        """Records of what happened after the earlier day: what the others do not explain."""
        came = self.now.number.reading.rows - self.then.number.reading.rows
        return max(0, came - self.late + self.withdrawn) if self.records else 0

    @property
    def sentence(self) -> str:
        """For example: “84 then; 88 now: 5 late records and 1 withdrawn.”."""
        if self.then.value == self.now.value:
            return _("The number is the same. What was planned by then, or how long ago we heard, is not.")
        told = {"then": self.then.value_words, "now": self.now.value_words, "why": self._why()}
        return _("%(then)s then; %(now)s now: %(why)s.") % told

    def _why(self) -> str:
        return phrases.listed(list(self._parts())) or _("the same records")

    def _parts(self) -> Iterator[str]:
        said = (
            (self.late, ngettext("%(count)s late record", "%(count)s late records", self.late)),
            (self.corrected, ngettext("%(count)s corrected", "%(count)s corrected", self.corrected)),
            (self.withdrawn, ngettext("%(count)s withdrawn", "%(count)s withdrawn", self.withdrawn)),
            (self.since, ngettext("%(count)s new record", "%(count)s new records", self.since)),
        )
        for count, words in said:
            if count:
                yield words % {"count": cldr.number(count)}


@dataclass(frozen=True)
class Pair:
    then: PlanStanding
    now: PlanStanding
    lines: tuple[Line, ...]

    @property
    def changed(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.same)

    @property
    def unchanged(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.same)


def compare(plan: Plan, reader: Any, *, then: Dates, now: Dates) -> Pair:
    """Both sides as the same reader gets them."""
    before, after = (
        queries.standing(plan, reader, on=each.happened_by, known=each.known) for each in (then, now)
    )
    both = tuple(_both(before, after))
    asked = {other.requirement.pk: between for _, one, other in both if (between := _between(one, other))}
    came = dict(zip(asked, differences(tuple(asked.values())), strict=True))
    lines = (Line(each.key_result, one, other, came.get(other.requirement.pk)) for each, one, other in both)
    return Pair(before, after, tuple(lines))


def _between(then: RequirementStanding, now: RequirementStanding) -> Between | None:
    """What to ask of the records, where the two numbers differ."""
    known = all(each.number.live or each.number.release for each in (then, now))
    # Where a part of some people is withheld, its records would tell what its number does not.
    known = known and not any(_is_sealed(each) for each in (then, now))
    if not known or then.value == now.value:
        return None
    earlier, later = sorted((then.number.known_number, now.number.known_number))
    return Between(now.asked.question, min(then.number.on, now.number.on), earlier, later)


def _is_sealed(each: RequirementStanding) -> bool:
    reading = each.number.reading
    return bool(reading.fewer_than or reading.counted_on)


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
        "then": exact(line.then.value),
        "then_status": line.then.status,
        "now": exact(line.now.value),
        "now_status": line.now.status,
        "since": line.since,
        "late": line.late,
        "withdrawn": line.withdrawn,
        "corrected": line.corrected,
        "unit": line.now.unit,
        "page": reverse("plan:key_result", args=[pair.now.plan.key, line.key_result.key]),
    }
