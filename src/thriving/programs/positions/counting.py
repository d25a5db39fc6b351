"""For which key results a position counts: as the measures of open plans say, whatever they ask of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Q

from thriving.evidence.asked import specification_of
from thriving.evidence.facts.words import REGION
from thriving.evidence.measures.question import Question
from thriving.evidence.measures.recount import recount_lines
from thriving.plan.models import KeyResult, NamedSet, Requirement
from thriving.plan.standing.asking import Sets, asked_of
from thriving.programs.positions.facts import KINDS

OPEN_PLAN = "open"  # the state of a plan that is worked on
_PLAN = "key_result__objective__priority__plan"


def asking() -> list[tuple[Requirement, Sets]]:
    """What open plans ask of positions, each with the named sets of its plan."""
    measured = Q()
    for way in ("fact", "numerator__fact", "denominator__fact"):
        measured |= Q(**{f"measure_version__specification__{way}__in": KINDS})
    found = Requirement.objects.filter(
        measured, key_result__retired_at=None, **{f"{_PLAN}__state": OPEN_PLAN}
    )
    found = found.select_related(_PLAN, "measure_version__measure", "named_set").order_by(
        f"{_PLAN}__key", "pk"
    )
    sets: dict[int, dict[str, NamedSet]] = {}
    for each in NamedSet.objects.filter(plan__state=OPEN_PLAN):
        sets.setdefault(each.plan_id, {})[each.key] = each
    return [(each, sets.get(_plan(each).pk, {})) for each in found]


def sets_of_regions() -> list[NamedSet]:
    """Of whose regions open plans look for somebody in each."""
    named = [
        each.named_set for each, _sets in asking() if specification_of(each.measure_version).of == REGION.name
    ]
    return list(dict.fromkeys(each for each in named if each))


def key_results(lines: Iterable[Any], *, ahead: bool = False) -> list[KeyResult]:
    """Those of which one of these facts moves a number; ``ahead``: also if it came on a later day."""
    told = list(lines)
    found = (
        each.key_result
        for each, sets in (asking() if told else ())
        if _counts(asked_of(each, _plan(each), sets).question, told, ahead=ahead)
    )
    return list(dict.fromkeys(found))


def _counts(question: Question, lines: Iterable[Any], *, ahead: bool) -> bool:
    asked = replace(question, since=None) if ahead else question
    return any(recount_lines(asked, [line], line.occurred_on).rows for line in lines)


def _plan(requirement: Requirement) -> Any:
    return requirement.key_result.objective.priority.plan
