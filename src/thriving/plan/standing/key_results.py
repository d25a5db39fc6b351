"""How key results, and what they hang from, stand: put together from requirements, never averaged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from thriving.evidence.measures import Reading
from thriving.evidence.models import Release
from thriving.evidence.queries import Number
from thriving.plan.judgment import sentences
from thriving.plan.judgment.rollup import counts, weakest
from thriving.plan.judgment.sentences import Figure
from thriving.plan.models import (
    CheckIn,
    Goal,
    KeyResult,
    Objective,
    Outcome,
    OutcomeLink,
    Plan,
    Priority,
    PublishedStanding,
)
from thriving.plan.standing.requirements import RequirementStanding, figure_of
from thriving.plan.standing.tree import Tree
from thriving.plan.states import Status

Counts = Mapping[Status, int]


@dataclass(frozen=True)
class KeyResultStanding:
    """As its most pressing requirement; confidence is a person's word beside it, never instead of it."""

    key_result: KeyResult
    requirements: tuple[RequirementStanding, ...]
    check_in: CheckIn | None

    @cached_property
    def status(self) -> Status:
        return weakest([each.status for each in self.requirements] or [Status.NOT_STARTED])

    @cached_property
    def weakest(self) -> RequirementStanding | None:
        return next((each for each in self.requirements if each.status == self.status), None)

    @property
    def reason(self) -> str:
        if self.weakest is None:
            return ""
        if len(self.requirements) == 1:
            return self.weakest.reason
        if self.status == Status.MET:
            return sentences.all_met()
        return f"{self.weakest.requirement.title}: {self.weakest.reason}"

    @property
    def confidence(self) -> int | None:
        return self.check_in.confidence if self.check_in else None

    @property
    def disagreement(self) -> str:
        """A sentence when the team and the numbers say opposite things, else nothing."""
        return "" if self.check_in is None else sentences.disagreement(self.status, self.check_in.confidence)

    @property
    def our_reading(self) -> bool:
        return any(each.our_reading for each in self.requirements)

    @property
    def updated_on(self) -> date | None:
        """The day of the newest record or check-in."""
        days = [each.latest for each in self.requirements] + [self.check_in.on if self.check_in else None]
        return max((day for day in days if day), default=None)

    @property
    def words(self) -> str:
        """Every requirement in words, one after the other."""
        return "; ".join(each.words for each in self.requirements)


class _Group:
    """Key results read together: how many stand how, and the most pressing status. Never an average."""

    key_results: tuple[KeyResultStanding, ...]

    @property
    def counts(self) -> Counts:
        return counts(each.status for each in self.key_results)

    @property
    def weakest(self) -> Status | None:
        statuses = [each.status for each in self.key_results]
        return weakest(statuses) if statuses else None


@dataclass(frozen=True)
class ObjectiveStanding(_Group):
    objective: Objective
    key_results: tuple[KeyResultStanding, ...]


@dataclass(frozen=True)
class PriorityStanding(_Group):
    priority: Priority
    objectives: tuple[ObjectiveStanding, ...]

    @property
    def key_results(self) -> tuple[KeyResultStanding, ...]:  # type: ignore[override]  # read from its objectives
        return tuple(each for objective in self.objectives for each in objective.key_results)


@dataclass(frozen=True)
class OutcomeStanding(_Group):
    outcome: Outcome
    links: tuple[tuple[OutcomeLink, KeyResultStanding], ...]

    @property
    def key_results(self) -> tuple[KeyResultStanding, ...]:  # type: ignore[override]  # read from its links
        return tuple(each for _link, each in self.links)


@dataclass(frozen=True)
class Changed:
    """A key result that no longer says what the last release said."""

    key_result: KeyResult
    before_status: Status
    status: Status
    before: KeyResultThen
    standing: KeyResultStanding

    @property
    def before_words(self) -> str:
        return self.before.words

    @property
    def words(self) -> str:
        return self.standing.words


@dataclass(frozen=True)
class KeyResultThen:
    """What a release said of a key result, beside how it stands now."""

    requirements: tuple[tuple[RequirementStanding, PublishedStanding], ...]

    @property
    def status(self) -> Status:
        return weakest([Status(said.status) for _now, said in self.requirements])

    @property
    def words(self) -> str:
        return "; ".join(sentences.words(_figure(now, said)) for now, said in self.requirements)


def _figure(now: RequirementStanding, said: PublishedStanding) -> Figure:
    return figure_of(now.requirement, now.asked, _reading(said), said.expected)


def _reading(said: PublishedStanding) -> Reading:
    return Reading.from_json(said.reading)


@dataclass(frozen=True)
class PlanStanding(_Group):
    plan: Plan
    on: date
    known_on: date
    key_results: tuple[KeyResultStanding, ...]
    tree: Tree
    since: Release | None = None  # the newest release that fits the two dates
    published: tuple[PublishedStanding, ...] = ()  # what it said

    @cached_property
    def priorities(self) -> tuple[PriorityStanding, ...]:
        """Those of the department, in their order."""
        return tuple(PriorityStanding(each, self._objectives(each)) for each in self.tree.priorities)

    @cached_property
    def outcomes(self) -> tuple[OutcomeStanding, ...]:
        return tuple(OutcomeStanding(each, self._links(each)) for each in self.tree.outcomes)

    @property
    def medium_term(self) -> Priority | None:
        return self.tree.medium_term

    @property
    def goals(self) -> tuple[Goal, ...]:
        return self.tree.goals

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        return tuple(each.number for result in self.key_results for each in result.requirements)

    @property
    def known_number(self) -> int:
        return max((number.known_number for number in self.numbers), default=0)

    @property
    def live(self) -> bool:
        """Whether every number is that of the day, and none a release's."""
        return all(number.live for number in self.numbers)

    @property
    def release(self) -> Release | None:
        """The newest release that answers for a number."""
        found = {number.release.pk: number.release for number in self.numbers if number.release}
        return found[max(found)] if found else None

    @property
    def sample(self) -> bool:
        return self.plan.sample

    def by_key(self, key: str) -> KeyResultStanding | None:
        return next((each for each in self.key_results if each.key_result.key == key), None)

    @cached_property
    def changed(self) -> tuple[Changed, ...]:
        """Key results whose status or value is no longer what the newest release said."""
        said = {each.requirement_id: each for each in self.published}
        told = (self._changed(each, said) for each in self.key_results)
        return tuple(each for each in told if each)

    def _changed(self, now: KeyResultStanding, said: Mapping[int, PublishedStanding]) -> Changed | None:
        pairs = [
            (each, said[each.requirement.pk]) for each in now.requirements if each.requirement.pk in said
        ]
        if not pairs:
            return None
        then = KeyResultThen(tuple(pairs))
        same_values = all(each.value == _reading(said).value for each, said in pairs)
        if then.status == now.status and same_values:
            return None
        return Changed(now.key_result, then.status, now.status, then, now)

    def _objectives(self, priority: Priority) -> tuple[ObjectiveStanding, ...]:
        mine = (each for each in self.tree.objectives if each.priority_id == priority.pk)
        return tuple(ObjectiveStanding(each, self._of_objective(each)) for each in mine)

    def _of_objective(self, objective: Objective) -> tuple[KeyResultStanding, ...]:
        return tuple(each for each in self.key_results if each.key_result.objective_id == objective.pk)

    def _links(self, outcome: Outcome) -> tuple[tuple[OutcomeLink, KeyResultStanding], ...]:
        by_pk = {each.key_result.pk: each for each in self.key_results}
        return tuple((link, by_pk[link.key_result_id]) for link in self.tree.links.get(outcome.pk, ()))
