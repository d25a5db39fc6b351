"""From a requirement to the question that evidence answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from thriving.evidence.asked import Asked
from thriving.plan.models import NamedSet, Plan, Requirement
from thriving.plan.states import Rule

SET_OPERATORS = {"in_set": "in", "not_in_set": "not_in"}
Sets = Mapping[str, NamedSet]


def asked_of(requirement: Requirement, plan: Plan, sets: Sets) -> Asked:
    """What a requirement asks: its measure, within the plan's period unless it carries work over."""
    return Asked.of(
        requirement.measure_version,
        list(expanded(requirement.filters, sets)),
        since=requirement.counts_from or plan.starts_on,
        until=plan.ends_on,
        members=members_of(requirement),
    )


def expanded(filters: Iterable[list[Any]], sets: Sets) -> Iterator[tuple[Any, ...]]:
    """``[region, in_set, prioritized-regions]`` names its regions one by one."""
    for dimension, operator, values in filters:
        if operator in SET_OPERATORS:
            yield dimension, SET_OPERATORS[operator], sets[values].keys
        else:
            yield dimension, operator, values


def sets_named(requirement: Requirement, sets: Sets) -> tuple[NamedSet, ...]:
    """The sets on which the requirement rests: the one whose members are counted, and those that filter."""
    filtering = [values for _dimension, operator, values in requirement.filters if operator in SET_OPERATORS]
    keys = [*([requirement.named_set.key] if requirement.named_set else []), *filtering]
    return tuple(sets[key] for key in dict.fromkeys(keys))


def members_of(requirement: Requirement) -> tuple[str, ...]:
    """What a coverage measure looks for: the named set, or the steps."""
    if requirement.named_set:
        return requirement.named_set.keys
    if requirement.rule == Rule.DONE:
        return tuple(step["key"] for step in requirement.profile_points)
    return ()
