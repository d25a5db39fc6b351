"""One requirement, its number and its plan put together: how it stands, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from math import ceil, floor
from typing import Any

from thriving.evidence.asked import Asked
from thriving.evidence.measures import Point, Reading
from thriving.evidence.queries import Number
from thriving.kernel.words import Words
from thriving.plan.judgment import sentences
from thriving.plan.judgment.expected import Period, expected, shown
from thriving.plan.judgment.expected import Point as Due
from thriving.plan.judgment.forecast import Interval, Withheld, forecast, increments
from thriving.plan.judgment.measured import can_be_forecast, counts_people, is_lasting, is_share
from thriving.plan.judgment.progress import maintains, progress, reached
from thriving.plan.judgment.sentences import Figure
from thriving.plan.judgment.status import Case, Judgment, LateStep, judge
from thriving.plan.models import NamedSet, Plan, PublishedStanding, Requirement
from thriving.plan.states import Profile, Rule, Status

WEEK, MONTH = "week", "month"
DAYS = {WEEK: 7.0, MONTH: 365.25 / 12}


@dataclass(frozen=True)
class Step:
    """Of a milestone."""

    key: str
    title: Words
    due_on: date
    reached_on: date | None
    late: bool


@dataclass(frozen=True)
class Member:
    """Of a named set."""

    key: str
    title: Words
    reached_on: date | None


@dataclass(frozen=True)
class Outlook:
    """The forecast, or why there is none; ``found`` is empty where none is ever made."""

    found: Interval | Withheld | None
    step: str
    until: date
    figure: Figure

    @property
    def words(self) -> str:
        return sentences.forecast_words(self.found, self.figure, self.step, self.until)


def outlook_of(said: PublishedStanding) -> Outlook:
    """The forecast that a release made, to be read again."""
    asked = Asked.of(said.requirement.measure_version)
    reading = Reading.from_json(said.reading)
    figure = replace(figure_of(said.requirement, asked, reading, said.expected), target=said.target)
    return Outlook(_found(said), said.step, said.until, figure)


def _found(said: PublishedStanding) -> Interval | Withheld | None:
    if said.low is None or said.high is None:
        return Withheld(said.withheld) if said.withheld else None
    return Interval(float(said.low), float(said.high), said.periods)


@dataclass(frozen=True)
class RequirementStanding:
    requirement: Requirement
    number: Number
    case: Case
    judgment: Judgment
    figure: Figure
    forecast: Outlook
    steps: tuple[Step, ...] = ()
    members: tuple[Member, ...] = ()
    sets: tuple[NamedSet, ...] = ()  # on which it rests

    @property
    def our_reading(self) -> bool:
        """Whether the published sentence does not say all of it: a number, steps, or the members of a set."""
        return self.requirement.our_reading or any(each.our_reading for each in self.sets)

    @property
    def asked(self) -> Asked:
        return self.number.asked

    @property
    def status(self) -> Status:
        return self.judgment.status

    @property
    def reason(self) -> str:
        return sentences.reason(self.case, self.judgment, self.figure, self.forecast.step)

    @property
    def words(self) -> str:
        return sentences.words(self.figure)

    @property
    def value_words(self) -> str:
        return sentences.value_words(self.figure)

    @property
    def target_words(self) -> str:
        return sentences.target_words(self.figure)

    @property
    def value(self) -> Decimal | None:
        return self.case.value

    @property
    def target(self) -> Decimal:
        return self.case.target

    @property
    def expected(self) -> Decimal:
        """What was planned by the day, in whole units."""
        return self.figure.planned

    @cached_property
    def progress(self) -> Decimal | None:
        """The share of the way that is made; none for what is to be kept, or where there is no case."""
        if self.value is None or self.case.maintains:
            return None
        return progress(self.value, baseline=self.case.baseline, target=self.target)

    @property
    def series(self) -> tuple[Point, ...]:
        return self.number.series

    @property
    def unit(self) -> str:
        return self.number.asked.question.specification.unit

    @property
    def typed(self) -> bool:
        """Whether a person typed the value, with a proof and a second person."""
        return self.number.asked.question.specification.kind == "stated"

    @property
    def latest(self) -> date | None:
        return self.number.reading.latest


def stand(
    requirement: Requirement,
    number: Number,
    plan: Plan,
    *,
    checked_in_on: date | None = None,
    sets: tuple[NamedSet, ...] = (),
) -> RequirementStanding:
    """How ``requirement`` stands by ``number``. ``sets``: those that it names."""
    case, figure, step = _case(requirement, number, plan, checked_in_on)
    return RequirementStanding(
        requirement,
        number,
        case,
        judge(case),
        figure,
        Outlook(case.forecast, step, plan.ends_on, figure),
        steps=steps_of(requirement, number),
        members=members_of(requirement, number),
        sets=sets,
    )


def _case(
    requirement: Requirement, number: Number, plan: Plan, checked_in_on: date | None
) -> tuple[Case, Figure, str]:
    target, planned = target_of(requirement), planned_by(requirement, number.on, plan.period)
    found, step = _forecast(requirement, number, plan)
    news = [day for day in (number.reading.latest, checked_in_on) if day]
    case = Case(
        on=number.on,
        period=plan.period,
        rule=Rule(requirement.rule),
        baseline=requirement.baseline,
        target=target,
        value=number.reading.value,
        expected=planned,
        lasting=is_lasting(requirement.measure_version.specification),
        published=number.live or number.release is not None,
        update_every_days=requirement.key_result.update_every_days or plan.update_every_days,
        latest=max(news, default=None),
        late_steps=late_steps(requirement, number),
        forecast=found,
        breached_periods=breached_periods(requirement, number.series),
        thresholds=plan.thresholds,
    )
    figure = figure_of(requirement, number.asked, number.reading, planned)
    return case, replace(figure, published=case.published), step


def target_of(requirement: Requirement) -> Decimal:
    if requirement.target is not None:
        return requirement.target
    return Decimal(len(requirement.profile_points)) if requirement.rule == Rule.DONE else Decimal(1)


def planned_by(requirement: Requirement, on: date, period: Period) -> Decimal:
    target = target_of(requirement)
    if maintains(Rule(requirement.rule), baseline=requirement.baseline, target=target):
        return target
    return expected(
        on,
        profile=Profile(requirement.profile),
        period=period,
        baseline=requirement.baseline,
        target=target,
        points=due_points(requirement),
    )


def due_points(requirement: Requirement) -> tuple[Due, ...]:
    """The points of a stepped profile; for a milestone, one more step at each due date."""
    points = requirement.profile_points
    if requirement.profile == Profile.STEPPED:
        return tuple(Due(date.fromisoformat(each["on"]), Decimal(str(each["value"]))) for each in points)
    days = sorted(date.fromisoformat(each["due_on"]) for each in points)
    return tuple(Due(day, Decimal(number)) for number, day in enumerate(days, 1))


def figure_of(requirement: Requirement, asked: Asked, reading: Reading, planned: Decimal) -> Figure:
    specification = asked.question.specification
    share, target = is_share(requirement.measure_version.specification), target_of(requirement)
    finest = specification.decimals + (2 if share else 0)
    return Figure(
        rule=Rule(requirement.rule),
        value=reading.value,
        target=target,
        planned=shown(planned, baseline=requirement.baseline, target=target, decimals=finest),
        counted=requirement.counted,
        share=share,
        decimals=specification.decimals,
        numerator=reading.numerator,
        denominator=reading.denominator,
        pairs=reading.subjects if reading.pairs is None else reading.pairs,
        too_few=reading.too_few,
        withheld=reading.fewer_than is not None,
        size=len(requirement.named_set.members) if requirement.named_set else 0,
    )


def steps_of(requirement: Requirement, number: Number) -> tuple[Step, ...]:
    if requirement.rule != Rule.DONE:
        return ()
    return tuple(_step(each, number) for each in requirement.profile_points)


def _step(said: dict[str, Any], number: Number) -> Step:
    due_on, reached_on = date.fromisoformat(said["due_on"]), number.reading.members.get(said["key"])
    late = reached_on is None and due_on < number.on
    return Step(said["key"], Words(said["title"]), due_on, reached_on, late)


def late_steps(requirement: Requirement, number: Number) -> tuple[LateStep, ...]:
    late = (step for step in steps_of(requirement, number) if step.late)
    return tuple(LateStep(step.title, step.due_on) for step in sorted(late, key=lambda step: step.due_on))


def members_of(requirement: Requirement, number: Number) -> tuple[Member, ...]:
    if requirement.named_set is None:
        return ()
    reached_on = number.reading.members
    return tuple(
        Member(each["key"], Words(each["title"]), reached_on.get(each["key"]))
        for each in requirement.named_set.members
    )


def breached_periods(requirement: Requirement, series: Sequence[Point]) -> int:
    """For how many month ends in a row, up to now, what was to be kept was not."""
    rule, baseline, target = Rule(requirement.rule), requirement.baseline, target_of(requirement)
    if not maintains(rule, baseline=baseline, target=target):
        return 0
    count = 0
    for _on, value in reversed([point for point in series if ends_a_month(point.on)]):
        if value is None or reached(value, rule=rule, baseline=baseline, target=target):
            break
        count += 1
    return count


def ends_a_month(day: date) -> bool:
    return (date.fromordinal(day.toordinal() + 1)).day == 1


def _forecast(requirement: Requirement, number: Number, plan: Plan) -> tuple[Interval | Withheld | None, str]:
    specification = requirement.measure_version.specification
    # People are told by the month, so that everyone's forecast of them rests on months.
    step = MONTH if counts_people(specification) else WEEK
    if number.reading.value is None or not _has_forecast(requirement, specification):
        return None, step
    curve = (
        month_ends(requirement, number.series, plan.starts_on)
        if step == MONTH
        else [point.value for point in number.weeks]
    )
    horizon = max((plan.ends_on - number.on).days, 0) / DAYS[step]
    steps = increments([float(value) for value in curve if value is not None])
    found = forecast(float(number.reading.value), steps, horizon, plan.thresholds.caution)
    return (found if isinstance(found, Withheld) else bounded(found, requirement, number)), step


def _has_forecast(requirement: Requirement, specification: dict[str, object]) -> bool:
    stays = maintains(Rule(requirement.rule), baseline=requirement.baseline, target=requirement.target)
    return can_be_forecast(specification) and not stays


def month_ends(requirement: Requirement, series: Sequence[Point], starts_on: date) -> list[Decimal | None]:
    """The values at whole months' ends; a count that begins with a month begins at nothing."""
    nothing = [Decimal(0)] if starts_on.day == 1 and not requirement.counts_from else []
    return [*nothing, *(point.value for point in series if ends_a_month(point.on))]


def bounded(found: Interval, requirement: Requirement, number: Number) -> Interval:
    """Without what cannot come: less than there is, more than there are, parts of a person."""
    low, high = found.low, found.high
    if is_lasting(requirement.measure_version.specification):
        low, high = max(low, float(number.reading.value or 0)), max(high, float(number.reading.value or 0))
    if requirement.named_set:
        low, high = (min(end, float(len(requirement.named_set.members))) for end in (low, high))
    if number.asked.question.specification.decimals == 0 and ceil(low) <= floor(high):
        low, high = float(ceil(low)), float(floor(high))
    return Interval(low, high, found.periods)
