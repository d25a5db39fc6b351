"""The steps that plans name: their titles and due days stand there, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thriving.kernel.words import Words
from thriving.plan.models import Plan, Requirement
from thriving.plan.states import PLAN, Rule


@dataclass(frozen=True)
class PlannedStep:
    key: str
    title: Words
    due_on: date | None


@dataclass(frozen=True)
class Planned:
    """A milestone as the newest plan that names it has it."""

    plan: str
    plan_title: Words
    key_result: str
    key_result_title: Words
    title: Words  # of the requirement
    answers: Words  # the role that answers for the key result
    steps: tuple[PlannedStep, ...]
    sample: bool


def by_milestone(keys: Iterable[str] | None = None) -> Mapping[str, Planned]:
    """Of these milestones, or of all, those that an opened plan names; one query."""
    wanted = None if keys is None else set(keys)
    named = ((key, each) for each in _oldest_first() for key in milestones_of(each))
    return {key: _planned(each) for key, each in named if wanted is None or key in wanted}


def milestones_of(requirement: Requirement) -> Iterator[str]:
    """The milestone whose steps a requirement counts; several together have no steps of one."""
    for dimension, operator, values in requirement.filters:
        if (dimension, operator) == ("milestone", "in") and len(values) == 1:
            yield values[0]


def _oldest_first() -> Iterable[Requirement]:
    way = "key_result__objective__priority__plan"
    found = Requirement.objects.filter(rule=Rule.DONE, key_result__retired_at=None)
    return (
        found.exclude(**{f"{way}__state": PLAN.start}).select_related(way).order_by(f"{way}__starts_on", "pk")
    )


def _planned(requirement: Requirement) -> Planned:
    key_result = requirement.key_result
    plan: Plan = key_result.objective.priority.plan
    return Planned(
        plan.key,
        plan.title,
        key_result.key,
        key_result.title,
        requirement.title,
        key_result.owner,
        tuple(map(_step, requirement.profile_points)),
        plan.sample,
    )


def _step(said: Mapping[str, Any]) -> PlannedStep:
    return PlannedStep(said["key"], Words(said["title"]), date.fromisoformat(said["due_on"]))
