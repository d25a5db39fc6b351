"""Rows of the plan's twins, made from how a plan stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.urls import reverse

from thriving.evidence import addresses
from thriving.plan.models import Plan, PlanChange
from thriving.plan.pages import phrases
from thriving.plan.standing.key_results import KeyResultStanding, OutcomeStanding, PlanStanding
from thriving.plan.standing.requirements import RequirementStanding
from thriving.ui.twins import Row


def exact(value: Decimal | None) -> Decimal | None:
    """Without the zeros that its column adds: 150, not 150.000000, and never 1.5E+2."""
    return None if value is None else Decimal(f"{value.normalize():f}")


def address_of(name: str, standing: PlanStanding, *parts: str) -> str:
    return reverse(f"plan:{name}", args=[standing.plan.key, *parts])


def of_key_results(standing: PlanStanding) -> list[Row]:
    return [
        {
            "plan": standing.plan.key,
            "priority": str(priority.priority.title),
            "objective": str(objective.objective.sentence),
            **_of_requirement(standing, key_result, requirement),
        }
        for priority in standing.priorities
        for objective in priority.objectives
        for key_result in objective.key_results
        for requirement in key_result.requirements
    ]


def _of_requirement(
    standing: PlanStanding, each: KeyResultStanding, requirement: RequirementStanding
) -> dict[str, Any]:
    return {
        **_of_key_result(standing, each),
        "requirement": requirement.requirement.key,
        "value": exact(requirement.value),
        "target": exact(requirement.target),
        "expected": exact(requirement.expected),
        "unit": requirement.unit,
        "words": requirement.words,
        "status": requirement.status,
        "reason": requirement.reason,
        "our_reading": requirement.our_reading,
        "records": addresses.evidence_url(requirement.asked, on=standing.on, known=standing.known_on),
    }


def _of_key_result(standing: PlanStanding, each: KeyResultStanding) -> dict[str, Any]:
    return {
        "key_result": each.key_result.key,
        "number": each.key_result.number,
        "sentence": str(each.key_result.sentence),
        "key_result_status": each.status,
        "confidence": each.check_in.confidence if each.check_in else None,
        "owner": str(each.key_result.owner),
        "updated_on": each.updated_on,
        "page": address_of("key_result", standing, each.key_result.key),
    }


def of_outcomes(standing: PlanStanding) -> list[Row]:
    return [_of_outcome(standing, each) for each in standing.outcomes]


def _of_outcome(standing: PlanStanding, each: OutcomeStanding) -> Row:
    return {
        "plan": standing.plan.key,
        "outcome": each.outcome.key,
        "sentence": str(each.outcome.sentence),
        "key_results": [served.key_result.key for _link, served in each.links],
        "counts": phrases.counts(each.counts),
        "weakest": each.weakest,
        "indicators": each.outcome.indicators,
        "page": address_of("outcome", standing, each.outcome.key),
    }


def of_series(each: KeyResultStanding) -> list[Row]:
    return [
        {
            "key_result": each.key_result.key,
            "requirement": requirement.requirement.key,
            "on": point.on,
            "value": exact(point.value),
            "unit": requirement.unit,
            "target": exact(requirement.target),
        }
        for requirement in each.requirements
        for point in requirement.series
    ]


def of_exceptions(standing: PlanStanding, found: Iterable[KeyResultStanding]) -> list[Row]:
    return [_of_exception(standing, each, requirement) for each in found for requirement in each.requirements]


def _of_exception(standing: PlanStanding, each: KeyResultStanding, requirement: RequirementStanding) -> Row:
    row = _of_requirement(standing, each, requirement)
    names = (
        "key_result",
        "number",
        "requirement",
        "words",
        "status",
        "reason",
        "confidence",
        "updated_on",
        "page",
    )
    return {name: row[name] for name in names}


def of_announcement(standing: PlanStanding) -> list[Row]:
    names = ("priority", "number", "sentence", "words", "status", "reason", "page")
    return [{name: row[name] for name in names} for row in of_key_results(standing)]


def of_changes(plan: Plan, changes: Iterable[PlanChange]) -> Iterator[Row]:
    for change in changes:
        yield {
            "changed_on": change.changed_at.date(),
            "part": change.part,
            "field": change.field,
            "before": phrases.stored(change.before),
            "after": phrases.stored(change.after),
            "reason": change.reason,
            "page": _page_of(plan, change),
        }


def _page_of(plan: Plan, change: PlanChange) -> str:
    table, _colon, key = change.part.partition("/")[0].partition(":")
    if table == "key-result":
        return reverse("plan:target_history", args=[plan.key, key])
    return reverse("plan:changes", args=[plan.key])
