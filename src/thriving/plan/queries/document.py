"""A plan as its file would say it, and what another file would change in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from thriving.evidence.models import MeasureVersion
from thriving.kernel.words import Words
from thriving.plan.file import (
    Difference,
    GoalPart,
    KeyResultPart,
    LinkPart,
    MeasurePart,
    MemberPart,
    ObjectivePart,
    OutcomePart,
    PlanFile,
    PlanPart,
    PointPart,
    PriorityPart,
    RequirementPart,
    SetPart,
    StepPart,
    differences,
)
from thriving.plan.file.parts import Key, Specification
from thriving.plan.file.read import filters_of
from thriving.plan.models import (
    KeyResult,
    NamedSet,
    Objective,
    Outcome,
    Plan,
    Priority,
    Requirement,
)
from thriving.plan.states import Cadence, Level, Profile, Rule


def preview(file: PlanFile) -> list[Difference] | None:
    """What loading ``file`` would change; ``None`` where its plan is new."""
    plan = Plan.objects.filter(key=file.plan.key).first()
    return None if plan is None else differences(document_of(plan), file)


def document_of(plan: Plan) -> PlanFile:
    key_results = tuple(_key_results(plan))
    return PlanFile(
        plan=_plan(plan),
        goals=tuple(
            GoalPart(key=Key(each.key), title=each.title, sentence=each.sentence) for each in plan.goals.all()
        ),
        priorities=tuple(_priority(each) for each in plan.priorities.prefetch_related("goals")),
        outcomes=tuple(_outcome(each) for each in _outcomes(plan)),
        objectives=tuple(_objective(each) for each in _objectives(plan)),
        key_results=tuple(_key_result(each) for each in key_results),
        sets=tuple(_set(each) for each in plan.sets.all()),
        measures=tuple(measure_part(each) for each in _measures(key_results)),
    )


def _outcomes(plan: Plan) -> Iterable[Outcome]:
    return Outcome.objects.filter(priority__plan=plan).select_related("priority").order_by("position", "pk")


def _objectives(plan: Plan) -> Iterable[Objective]:
    return Objective.objects.filter(priority__plan=plan).select_related("priority").order_by("position", "pk")


def _key_results(plan: Plan) -> Iterable[KeyResult]:
    found = KeyResult.objects.filter(objective__priority__plan=plan).select_related("objective")
    return found.prefetch_related(
        "links__outcome", "requirements__measure_version__measure", "requirements__named_set"
    ).order_by("position", "pk")


def _measures(key_results: Iterable[KeyResult]) -> Iterable[MeasureVersion]:
    """Each measure once, where it is first used, as it is newest used."""
    used: dict[str, MeasureVersion] = {}
    for requirement in (each for result in key_results for each in result.requirements.all()):
        version = requirement.measure_version
        before = used.setdefault(version.measure.key, version)
        if version.number > before.number:
            used[version.measure.key] = version
    return used.values()


def _plan(plan: Plan) -> PlanPart:
    return PlanPart(
        key=Key(plan.key),
        language=plan.language,
        title=plan.title,
        direction=plan.direction,
        summary=plan.summary,
        source=plan.source,
        continues=plan.continues.key if plan.continues else "",
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        cadence=Cadence(plan.cadence),
        update_every_days=plan.update_every_days,
        rule=plan.thresholds,
    )


def _priority(priority: Priority) -> PriorityPart:
    return PriorityPart(
        key=Key(priority.key),
        level=Level(priority.level),
        title=priority.title,
        sentence=priority.sentence,
        goals=tuple(goal.key for goal in priority.goals.all()),
    )


def _outcome(outcome: Outcome) -> OutcomePart:
    return OutcomePart(
        key=Key(outcome.key),
        priority=outcome.priority.key,
        title=outcome.title,
        sentence=outcome.sentence,
        indicators=tuple(outcome.indicators),
    )


def _objective(objective: Objective) -> ObjectivePart:
    return ObjectivePart(
        key=Key(objective.key),
        priority=objective.priority.key,
        title=objective.title,
        sentence=objective.sentence,
    )


def _key_result(result: KeyResult) -> KeyResultPart:
    return KeyResultPart(
        key=Key(result.key),
        number=result.number,
        objective=result.objective.key,
        title=result.title,
        sentence=result.sentence,
        reading=result.reading,
        definitions=tuple(result.definitions),
        owner=result.owner,
        update_every_days=result.update_every_days,
        links=tuple(LinkPart(outcome=each.outcome.key, why=each.why) for each in result.links.all()),
        requirements=tuple(requirement_part(each) for each in result.requirements.all()),
    )


def requirement_part(requirement: Requirement) -> RequirementPart:
    profile = Profile(requirement.profile) if requirement.profile else None
    listed: list[dict[str, Any]] = requirement.profile_points
    return RequirementPart(
        key=Key(requirement.key),
        title=requirement.title,
        counted=requirement.counted,
        measure=requirement.measure_version.measure.key,
        filters=filters_of(requirement.filters),
        named_set=requirement.named_set.key if requirement.named_set else "",
        rule=Rule(requirement.rule),
        target=requirement.target,
        counts_from=requirement.counts_from,
        baseline=requirement.baseline,
        baseline_on=requirement.baseline_on,
        baseline_source=requirement.baseline_source,
        profile=profile,
        our_reading=requirement.our_reading,
        points=tuple(_point(each) for each in listed) if profile == Profile.STEPPED else (),
        steps=tuple(_step(each) for each in listed) if profile == Profile.MILESTONES else (),
    )


def _point(said: dict[str, Any]) -> PointPart:
    return PointPart(on=date.fromisoformat(said["on"]), value=Decimal(str(said["value"])))


def _step(said: dict[str, Any]) -> StepPart:
    return StepPart(
        key=Key(said["key"]), title=Words(said["title"]), due_on=date.fromisoformat(said["due_on"])
    )


def _set(named: NamedSet) -> SetPart:
    return SetPart(
        key=Key(named.key),
        title=named.title,
        our_reading=named.our_reading,
        why=named.why,
        scheme=named.scheme,
        members=tuple(MemberPart(key=Key(each["key"]), title=Words(each["title"])) for each in named.members),
    )


def measure_part(version: MeasureVersion) -> MeasurePart:
    return MeasurePart(
        key=Key(version.measure.key),
        title=version.title,
        short=version.short,
        limits=version.limits,
        specification=Specification(version.specification),
    )
