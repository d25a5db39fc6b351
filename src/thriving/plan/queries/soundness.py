"""Everything that is wrong with a plan file, its measures' definitions included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from thriving.evidence import measures
from thriving.evidence.measures import Condition, Specification
from thriving.plan.file import PlanFile, Problem, RequirementPart, check
from thriving.plan.file.check import place_of_requirement
from thriving.plan.standing.asking import SET_OPERATORS


def problems_of(said: PlanFile) -> list[Problem]:
    """Each with its place in the file; empty when it can be loaded."""
    # Filters are held against definitions that hold.
    return [*check(said), *_of_measures(said)] or list(_of_filters(said))


def problems_of_turn(said: PlanFile) -> list[Problem]:
    """Of a plan that was sound and turns into ``said``; new definitions are checked where they are kept."""
    return check(said) or list(_of_filters(said))


def _of_measures(said: PlanFile) -> Iterator[Problem]:
    for measure in said.measures:
        for sentence in measures.problems(measure.specification, measure.key):
            yield Problem(f'measure "{measure.key}"', sentence)


def _of_filters(said: PlanFile) -> Iterator[Problem]:
    specifications = {str(each.key): Specification.parse(each.specification) for each in said.measures}
    for result in said.key_results:
        for each in result.requirements:
            for sentence in measures.filter_problems(specifications[each.measure], _conditions(said, each)):
                yield Problem(f"{place_of_requirement(result, each)} → filters", sentence)


def _conditions(said: PlanFile, requirement: RequirementPart) -> list[Condition]:
    members = {str(each.key): [str(member.key) for member in each.members] for each in said.sets}
    return [_condition(each, members) for each in requirement.filters]


def _condition(said: tuple[Any, ...], members: dict[str, list[str]]) -> Condition:
    dimension, operator, values = said
    if operator in SET_OPERATORS:
        return Condition.of((dimension, SET_OPERATORS[operator], members[values]))
    return Condition.of((dimension, operator, values))
