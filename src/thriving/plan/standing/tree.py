"""A plan with its parts in their order, as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from thriving.evidence.asked import Asked
from thriving.plan.models import (
    Goal,
    KeyResult,
    NamedSet,
    Objective,
    Outcome,
    OutcomeLink,
    Plan,
    Priority,
    Requirement,
)
from thriving.plan.standing.asking import asked_of
from thriving.plan.states import Level


@dataclass(frozen=True)
class Tree:
    plan: Plan
    key_results: tuple[KeyResult, ...]
    requirements: dict[int, tuple[Requirement, ...]]  # by key result
    sets: dict[str, NamedSet]
    outcomes: tuple[Outcome, ...]
    links: dict[int, tuple[OutcomeLink, ...]]  # by outcome

    @cached_property
    def objectives(self) -> tuple[Objective, ...]:
        return tuple({each.objective_id: each.objective for each in self.key_results}.values())

    @cached_property
    def priorities(self) -> tuple[Priority, ...]:
        """Those of the department that have a key result."""
        return tuple({each.priority_id: each.priority for each in self.objectives}.values())

    @cached_property
    def medium_term(self) -> Priority | None:
        """The one whose outcomes the plan works for."""
        return next(
            (each.priority for each in self.outcomes if each.priority.level == Level.MEDIUM_TERM), None
        )

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        return tuple(self.plan.goals.all())

    def asked(self) -> dict[int, Asked]:
        """By requirement."""
        every = (each for each in self.requirements.values())
        return {each.pk: asked_of(each, self.plan, self.sets) for group in every for each in group}
