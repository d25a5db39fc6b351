"""Whether a plan file makes sense as a plan: one small rule each, a sentence each, with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from thriving.evidence.measures.cadence import is_faster
from thriving.plan.file.parts import KeyResultPart, MeasurePart, PlanFile, RequirementPart, SetPart
from thriving.plan.file.read import LANGUAGE, Problem
from thriving.plan.judgment.measured import IMPLIED_TARGET, RULES, is_share
from thriving.plan.judgment.progress import maintains
from thriving.plan.states import Profile, Rule

Problems = Iterator[Problem]

SET_OPERATORS = ("in_set", "not_in_set")
LIST_OPERATORS = ("in", "not_in")
OPERATORS = (*LIST_OPERATORS, *SET_OPERATORS, "exists", "missing")
FEWEST_PERIODS = 4


def check(plan: PlanFile) -> list[Problem]:
    """Every reason why ``plan`` makes no sense; measures' own definitions are checked elsewhere."""
    problems = [problem for rule in OF_THE_FILE for problem in rule(plan)]
    for result in plan.key_results:
        for requirement in result.requirements:
            place = place_of_requirement(result, requirement)
            problems += (problem for rule in OF_A_REQUIREMENT for problem in rule(plan, requirement, place))
    return problems


def place_of_requirement(result: KeyResultPart, requirement: RequirementPart) -> str:
    return f'key_result "{result.key}" → requirement "{requirement.key}"'


# Rules about the file


def language(plan: PlanFile) -> Problems:
    if not LANGUAGE.fullmatch(plan.plan.language):
        yield Problem("plan → language", _("this is not the code of a language"))


def period(plan: PlanFile) -> Problems:
    if plan.plan.ends_on <= plan.plan.starts_on:
        yield Problem("plan → ends_on", _("the plan must end after it starts"))


def thresholds(plan: PlanFile) -> Problems:
    rule = plan.plan.rule
    if not 0 < rule.at_risk_from < rule.on_track_from <= 1:
        yield Problem("plan → rule", _("0 < at_risk_from < on_track_from ≤ 1 must hold"))
    if not (0 <= rule.early_share < 1 and 0 < rule.forecast_confidence < 1 and rule.forecast_guard > 0):
        yield Problem("plan → rule", _("early_share and forecast_confidence lie between 0 and 1"))
    if not FEWEST_PERIODS <= rule.forecast_nonzero <= rule.forecast_periods:
        yield Problem("plan → rule", _("4 ≤ forecast_nonzero ≤ forecast_periods must hold"))
    if not (rule.stale_after and rule.breached_periods):
        yield Problem("plan → rule", _("stale_after and breached_periods are at least 1"))


def rhythm(plan: PlanFile) -> Problems:
    stated = {"plan": plan.plan.update_every_days}
    stated |= {
        f'key_result "{each.key}"': each.update_every_days
        for each in plan.key_results
        if each.update_every_days is not None
    }
    for place, days in stated.items():
        if days < 1:
            yield Problem(f"{place} → update_every_days", _("this is at least 1"))


def keys_once(plan: PlanFile) -> Problems:
    tables: dict[str, Sequence[Any]] = {
        "goal": plan.goals,
        "priority": plan.priorities,
        "outcome": plan.outcomes,
        "objective": plan.objectives,
        "key_result": plan.key_results,
        "set": plan.sets,
        "measure": plan.measures,
    }
    for table, parts in tables.items():
        yield from _twice(table, (part.key for part in parts))


def keys_once_inside(plan: PlanFile) -> Problems:
    for result in plan.key_results:
        place = f'key_result "{result.key}"'
        yield from _twice(f"{place} → requirement", (each.key for each in result.requirements))
        yield from _twice(f"{place} → link", (each.outcome for each in result.links))
        for each in result.requirements:
            yield from _twice(
                f"{place_of_requirement(result, each)} → steps", (step.key for step in each.steps)
            )
    for named in plan.sets:
        yield from _twice(f'set "{named.key}" → members', (member.key for member in named.members))


def numbers_once(plan: PlanFile) -> Problems:
    for number, times in Counter(each.number for each in plan.key_results).items():
        if times > 1:
            yield Problem("key_result → number", _("%(number)s is given twice") % {"number": number})


def references(plan: PlanFile) -> Problems:
    yield from _known("priority", plan.priorities, "goals", plan.goals)
    yield from _known("outcome", plan.outcomes, "priority", plan.priorities)
    yield from _known("objective", plan.objectives, "priority", plan.priorities)
    yield from _known("key_result", plan.key_results, "objective", plan.objectives)
    for result in plan.key_results:
        yield from _known(f'key_result "{result.key}" → link', result.links, "outcome", plan.outcomes)


def something_measured(plan: PlanFile) -> Problems:
    for each in plan.key_results:
        if not each.requirements:
            yield Problem(f'key_result "{each.key}"', _("a key result has at least one requirement"))


def members(plan: PlanFile) -> Problems:
    for each in plan.sets:
        if not each.members:
            yield Problem(f'set "{each.key}" → members', _("a set has at least one member"))


def measures_used(plan: PlanFile) -> Problems:
    used = {each.measure for result in plan.key_results for each in result.requirements}
    for measure in plan.measures:
        if measure.key not in used:
            yield Problem(f'measure "{measure.key}"', _("no requirement uses this measure"))


def published_no_faster(plan: PlanFile) -> Problems:
    """What counts people says how often it may be told; a plan that publishes more often is refused."""
    for measure in plan.measures:
        slowest = measure.specification.get("privacy", {}).get("cadence", "")
        if is_faster(plan.plan.cadence, slowest):
            yield Problem(
                "plan → cadence",
                _("“%(measure)s” counts people and is published “%(slowest)s” at most: choose that or slower")
                % {"measure": measure.key, "slowest": slowest},
            )


# Rules about one requirement


def measure_known(plan: PlanFile, requirement: RequirementPart, place: str) -> Problems:
    if _measure(plan, requirement) is None:
        yield Problem(f"{place} → measure", _("there is no measure “%(key)s”") % {"key": requirement.measure})


def rule_fits(plan: PlanFile, requirement: RequirementPart, place: str) -> Problems:
    kind = _kind(plan, requirement)
    if kind in RULES and requirement.rule not in RULES[kind]:
        said = {"rule": requirement.rule, "kind": kind, "choices": ", ".join(RULES[kind])}
        yield Problem(
            f"{place} → rule",
            _("“%(rule)s” cannot be asked of a measure of kind “%(kind)s”, only %(choices)s") % said,
        )


def target_stated(_plan: PlanFile, requirement: RequirementPart, place: str) -> Problems:
    implied = requirement.rule in IMPLIED_TARGET
    if implied and requirement.target is not None:
        yield Problem(
            f"{place} → target", _("the rule “%(rule)s” has its own target") % {"rule": requirement.rule}
        )
    if not implied and requirement.target is None:
        yield Problem(f"{place} → target", _("this is missing"))


def target_differs(_plan: PlanFile, requirement: RequirementPart, place: str) -> Problems:
    target, baseline, rule = requirement.target, requirement.baseline, requirement.rule
    if target is None or rule == Rule.HOLD:
        return
    if target == baseline:
        yield Problem(f"{place} → target", _("a target equal to the baseline leaves no way to go"))
    elif target < baseline and rule in (Rule.AT_LEAST, Rule.K_OF_SET):
        yield Problem(
            f"{place} → target",
            _("“at least” less than the baseline is reached already: use “hold” or “at_most”"),
        )


def target_reachable(plan: PlanFile, requirement: RequirementPart, place: str) -> Problems:
    target = requirement.target
    if target is None:
        return
    if _is_share(plan, requirement) and not 0 <= target <= 1:
        yield Problem(f"{place} → target", _("a share lies between 0 and 1"))
    named = _set(plan, requirement.named_set)
    if requirement.rule == Rule.K_OF_SET and named and target > len(named.members):
        yield Problem(
            f"{place} → target", _("the set has only %(count)s members") % {"count": len(named.members)}
        )


def set_known(plan: PlanFile, requirement: RequirementPart, place: str) -> Problems:
    if requirement.named_set and _set(plan, requirement.named_set) is None:
        yield Problem(f"{place} → named_set", _("there is no set “%(key)s”") % {"key": requirement.named_set})
    if (requirement.rule == Rule.K_OF_SET) != bool(requirement.named_set):
        yield Problem(f"{place} → named_set", _("the rule “k_of_set”, and no other, names its set"))


def filters_fit(plan: PlanFile, requirement: RequirementPart, place: str) -> Problems:
    for dimension, operator, values in requirement.filters:
        where = f"{place} → filters → {dimension}"
        if operator not in OPERATORS:
            yield Problem(where, _("the operator is one of %(choices)s") % {"choices": ", ".join(OPERATORS)})
        elif operator in SET_OPERATORS and _set(plan, values) is None:
            yield Problem(where, _("there is no set “%(key)s”") % {"key": values})
        elif operator in LIST_OPERATORS and not _is_list_of_texts(values):
            yield Problem(where, _("the values are a list of texts"))


def baseline_told(_plan: PlanFile, requirement: RequirementPart, place: str) -> Problems:
    told = requirement.baseline_on and requirement.baseline_source
    if requirement.baseline and not told:
        yield Problem(f"{place} → baseline", _("a baseline other than 0 has a day and a source"))


def profile_chosen(_plan: PlanFile, requirement: RequirementPart, place: str) -> Problems:
    stays = maintains(requirement.rule, baseline=requirement.baseline, target=requirement.target)
    if stays and requirement.profile:
        yield Problem(f"{place} → profile", _("what is to be held has no profile"))
    elif not stays and requirement.profile is None:
        yield Problem(f"{place} → profile", _("this is missing"))
    elif (requirement.profile == Profile.MILESTONES) != (requirement.rule == Rule.DONE):
        yield Problem(f"{place} → profile", _("the rule “done”, and no other, goes by “milestones”"))


def steps_fit(plan: PlanFile, requirement: RequirementPart, place: str) -> Problems:
    if (requirement.rule == Rule.DONE) != bool(requirement.steps):
        yield Problem(f"{place} → steps", _("the rule “done”, and no other, lists its steps"))
    for step in requirement.steps:
        if not plan.plan.starts_on <= step.due_on <= plan.plan.ends_on:
            yield Problem(f'{place} → steps "{step.key}" → due_on', _("this day lies outside the plan"))


def points_fit(plan: PlanFile, requirement: RequirementPart, place: str) -> Problems:
    points, days = requirement.points, [point.on for point in requirement.points]
    if (requirement.profile == Profile.STEPPED) != bool(points):
        yield Problem(f"{place} → points", _("the profile “stepped”, and no other, lists its points"))
        return
    if days != sorted(set(days)) or any(day > plan.plan.ends_on for day in days):
        yield Problem(f"{place} → points", _("their days go forward and lie within the plan"))
    if points and points[-1].value != requirement.target:
        yield Problem(f"{place} → points", _("the last one is the target"))


OF_THE_FILE: tuple[Callable[[PlanFile], Problems], ...] = (
    language,
    period,
    thresholds,
    rhythm,
    keys_once,
    keys_once_inside,
    numbers_once,
    references,
    something_measured,
    members,
    measures_used,
    published_no_faster,
)
OF_A_REQUIREMENT: tuple[Callable[[PlanFile, RequirementPart, str], Problems], ...] = (
    measure_known,
    rule_fits,
    target_stated,
    target_differs,
    target_reachable,
    set_known,
    filters_fit,
    baseline_told,
    profile_chosen,
    steps_fit,
    points_fit,
)


def _twice(place: str, keys: Iterable[str]) -> Problems:
    for key, times in Counter(keys).items():
        if times > 1:
            yield Problem(f'{place} "{key}"', _("this key is given twice"))


def _known(table: str, parts: Iterable[Any], field: str, among: Iterable[Any]) -> Problems:
    keys = {part.key for part in among}
    for part in parts:
        value = getattr(part, field)
        for key in value if isinstance(value, tuple) else (value,):
            if key not in keys:
                place = f'{table} "{getattr(part, "key", key)}" → {field}'
                yield Problem(place, _("there is no “%(key)s”") % {"key": key})


def _measure(plan: PlanFile, requirement: RequirementPart) -> MeasurePart | None:
    return next((each for each in plan.measures if each.key == requirement.measure), None)


def _kind(plan: PlanFile, requirement: RequirementPart) -> str:
    measure = _measure(plan, requirement)
    return str(measure.specification.get("kind", "")) if measure else ""


def _is_share(plan: PlanFile, requirement: RequirementPart) -> bool:
    measure = _measure(plan, requirement)
    return measure is not None and is_share(measure.specification)


def _set(plan: PlanFile, key: Any) -> SetPart | None:
    return next((each for each in plan.sets if each.key == key), None)


def _is_list_of_texts(values: Any) -> bool:
    return isinstance(values, tuple) and bool(values) and all(isinstance(each, str) for each in values)
