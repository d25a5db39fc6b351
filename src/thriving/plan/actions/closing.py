"""A period ends: its results are fixed, and what is not done yet goes on in the next plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.evidence.models import Release
from thriving.kernel import clock, diary
from thriving.plan.actions.loading import change
from thriving.plan.actions.releasing import NOBODY, publish_release
from thriving.plan.actions.revising import EditRefused, require
from thriving.plan.file import KeyResultPart, PlanFile, RequirementPart, StepPart
from thriving.plan.judgment.measured import is_lasting
from thriving.plan.models import KeyResult, Plan, Result
from thriving.plan.queries.document import document_of
from thriving.plan.queries.standing import standing
from thriving.plan.standing.key_results import PlanStanding
from thriving.plan.standing.requirements import RequirementStanding
from thriving.plan.states import PLAN, Profile, Rule, Status
from thriving.ui import cldr


@transaction.atomic
def close_period(plan: Plan, *, by: Any, into: Plan | None = None) -> Plan:
    """Fix how each key result ended, by numbers that are published; carry what is open over to ``into``."""
    require(by, "close_plan", plan)
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    _require_over(plan)
    release = _final_release(plan, by)
    plan.refresh_from_db()
    found = standing(plan, NOBODY, on=release.on, known=release.known_on)
    _fix_results(found)
    if into is not None:
        _carry_over(found, into)
    PLAN.take(plan, "close", final_release=release, revision=plan.revision + 1)
    diary.note(plan, "closed", by=by, body={each.key_result.key: each.status for each in found.key_results})
    return plan


def _require_over(plan: Plan) -> None:
    if plan.state != "open":
        raise EditRefused(_("Only an open plan can be closed."))
    if clock.today() < plan.ends_on:
        raise EditRefused(_("This plan runs until %(day)s.") % {"day": cldr.day(plan.ends_on)})


CLOSE = "plan close"  # who the diary says carried work over


def _final_release(plan: Plan, by: Any) -> Release:
    """The newest one of the plan's last day; made now where there is none."""
    newest = Release.objects.filter(plan=plan.key, on=plan.ends_on).order_by("-known_number", "-pk").first()
    if newest and newest.known_on >= plan.ends_on:
        return newest
    # Closing publishes the last numbers, whoever closes: it is one act.
    return publish_release(plan, on=plan.ends_on, by=getattr(by, "key", by))


def _fix_results(found: PlanStanding) -> None:
    for each in found.key_results:
        KeyResult.objects.filter(pk=each.key_result.pk).update(closed_status=each.status)
    stands = (each for result in found.key_results for each in result.requirements)
    Result.objects.bulk_create(_result(each) for each in stands)


def _result(each: RequirementStanding) -> Result:
    return Result(
        requirement=each.requirement,
        on=each.number.on,
        known_number=each.number.known_number,
        value=each.value,
        status=each.status,
    )


def _carry_over(found: PlanStanding, into: Plan) -> None:
    """Key results that were not met, unless the next plan has them already."""
    if into.starts_on <= found.plan.starts_on:
        raise EditRefused(_("Work is carried over to a later plan."))
    carried = carried_over(document_of(found.plan), found, into)
    change(into, lambda said: _joined(said, carried), by=CLOSE, reason=_reason(found.plan))
    for each in found.key_results:
        if each.status != Status.MET:
            mine = KeyResult.objects.filter(objective__priority__plan=into, key=each.key_result.key)
            mine.filter(carried_from=None).update(carried_from=each.key_result)


def _reason(plan: Plan) -> str:
    return _("Carried over from “%(plan)s”.") % {"plan": plan.title}


def carried_over(said: PlanFile, found: PlanStanding, into: Plan) -> PlanFile:
    """The open work of a closed plan, with what it hangs from, as parts of the next plan."""
    stands = {each.key_result.key: each for each in found.key_results}
    results = tuple(
        _carried(
            part, {each.requirement.key: each for each in stands[part.key].requirements}, found.plan, into
        )
        for part in said.key_results
        if stands[part.key].status != Status.MET
    )
    return replace(said, key_results=results)


def _carried(
    part: KeyResultPart, stands: dict[str, RequirementStanding], plan: Plan, into: Plan
) -> KeyResultPart:
    requirements = tuple(_continued(each, stands[each.key], plan, into) for each in part.requirements)
    return replace(part, requirements=requirements)


def _continued(part: RequirementPart, stand: RequirementStanding, plan: Plan, into: Plan) -> RequirementPart:
    """Steps move into the new period, counts go on from where they are, shares begin anew."""
    if part.rule == Rule.DONE:
        steps = tuple(_moved(step, plan, into) for step in part.steps)
        return replace(part, steps=steps, counts_from=part.counts_from or plan.starts_on)
    straight = replace(part, profile=Profile.LINEAR if part.profile else None, points=())
    if stand.value is None or not is_lasting(stand.requirement.measure_version.specification):
        return straight
    return _on_from(straight, stand.value, plan)


def _on_from(part: RequirementPart, value: Decimal, plan: Plan) -> RequirementPart:
    """Counted from the earlier plan's start; the way that is left begins at its result."""
    counted = replace(part, counts_from=part.counts_from or plan.starts_on)
    if part.target is None or value >= part.target or value == part.baseline:
        return counted
    return replace(
        counted,
        baseline=value,
        baseline_on=plan.ends_on,
        baseline_source=_("Result of “%(plan)s”") % {"plan": plan.title},
    )


def _moved(step: StepPart, plan: Plan, into: Plan) -> StepPart:
    """As far into the new period as it was in the old one."""
    days = timedelta(days=(step.due_on - plan.starts_on).days)
    return replace(step, due_on=min(into.starts_on + days, into.ends_on))


def _joined(said: PlanFile, carried: PlanFile) -> PlanFile:
    """``said`` with the key results of ``carried`` that it lacks, and with all that these need."""
    there = {part.key for part in said.key_results}
    more = tuple(part for part in carried.key_results if part.key not in there)
    results = (
        *said.key_results,
        *_numbered(more, max((part.number for part in said.key_results), default=0)),
    )
    objectives = _with(said.objectives, carried.objectives, {part.objective for part in more})
    outcomes = _with(said.outcomes, carried.outcomes, {link.outcome for part in more for link in part.links})
    priorities = _with(
        said.priorities, carried.priorities, {part.priority for part in (*objectives, *outcomes)}
    )
    requirements = [each for part in more for each in part.requirements]
    return replace(
        said,
        goals=_with(said.goals, carried.goals, {goal for part in priorities for goal in part.goals}),
        priorities=priorities,
        outcomes=outcomes,
        objectives=objectives,
        key_results=results,
        sets=_with(said.sets, carried.sets, set(_sets_of(requirements))),
        measures=_with(said.measures, carried.measures, {each.measure for each in requirements}),
    )


def _numbered(parts: Iterable[KeyResultPart], last: int) -> list[KeyResultPart]:
    return [replace(part, number=number) for number, part in enumerate(parts, last + 1)]


def _with(there: tuple[Any, ...], carried: tuple[Any, ...], wanted: set[str]) -> tuple[Any, ...]:
    known = {part.key for part in there}
    return (*there, *(part for part in carried if part.key in wanted - known))


def _sets_of(requirements: Iterable[RequirementPart]) -> Iterable[str]:
    for each in requirements:
        yield from (
            values for _dimension, operator, values in each.filters if operator in {"in_set", "not_in_set"}
        )
        if each.named_set:
            yield each.named_set
