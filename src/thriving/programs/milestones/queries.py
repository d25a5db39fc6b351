"""Milestones with their steps: what is reached, what is next and whose turn it is, what is late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from thriving.kernel import access, clock
from thriving.kernel.words import Words
from thriving.plan.models import KeyResult
from thriving.programs.milestones import planned
from thriving.programs.milestones.models import Milestone, Proof, Step, Tie
from thriving.programs.milestones.planned import Planned, PlannedStep
from thriving.programs.milestones.telling import told_late
from thriving.programs.milestones.ties import Moment, moment

OPEN = "open"  # the state of a plan that is worked on


@dataclass(frozen=True)
class CourseStep:
    """A step and how far it is. ``proofs``: its versions, the newest first."""

    key: str
    title: Words
    due_on: date | None
    proofs: Sequence[Proof]
    tie: Tie | None

    @property
    def proof(self) -> Proof | None:
        """The one that stands."""
        return self.proofs[0] if self.proofs and self.proofs[0].stands else None

    @property
    def earlier(self) -> Sequence[Proof]:
        """Versions that a newer one replaced, and those that were taken back."""
        return self.proofs[1:] if self.proof else self.proofs

    @property
    def reached_on(self) -> date | None:
        return self.proof.reached_on if self.proof else None

    @property
    def told_late(self) -> date | None:
        """When it was first told that it was reached on that day, if that was long after."""
        if not self.reached_on:
            return None
        told = (each.stated_on for each in self.proofs if each.reached_on == self.reached_on)
        return told_late(self.reached_on, min(told))

    @property
    def is_late(self) -> bool:
        return self.proof is None and self.due_on is not None and self.due_on < clock.today()

    @cached_property
    def waits_for(self) -> Moment | None:
        """The moment of another record that will reach it."""
        return moment(self.tie.record) if self.tie and not self.proof else None


@dataclass(frozen=True)
class Course:
    """A milestone, or one that a plan names and nobody has taken up yet (``milestone`` is None)."""

    key: str
    milestone: Milestone | None
    planned: Planned | None
    steps: Sequence[CourseStep]

    @property
    def title(self) -> Words:
        return self.milestone.title if self.milestone else self.planned.title if self.planned else Words()

    @property
    def reached(self) -> list[CourseStep]:
        return [step for step in self.steps if step.proof]

    @property
    def next(self) -> CourseStep | None:
        """The first that is not reached: steps may be reached out of their order."""
        return next((step for step in self.steps if not step.proof), None)

    @property
    def next_by_hand(self) -> CourseStep | None:
        """The first that is not reached, and that no other record reaches."""
        return next((step for step in self.steps if not step.proof and not step.tie), None)

    @property
    def late(self) -> list[CourseStep]:
        return [step for step in self.steps if step.is_late]

    @property
    def is_done(self) -> bool:
        return bool(self.steps) and self.next is None

    @property
    def sample(self) -> bool:
        return self.milestone.sample if self.milestone else bool(self.planned and self.planned.sample)

    @property
    def serves(self) -> tuple[str, str] | None:
        """Plan and key result, by their keys: as the plan says, or as was said when it was prepared."""
        if self.planned:
            return self.planned.plan, self.planned.key_result
        if self.milestone and self.milestone.key_result:
            return self.milestone.plan, self.milestone.key_result
        return None

    def step(self, key: str) -> CourseStep | None:
        return next((step for step in self.steps if step.key == key), None)


def milestones_for(reader: Any) -> QuerySet[Milestone]:
    return access.within(reader, "see_milestone", Milestone.objects.all())


def run_by(person: Any) -> QuerySet[Milestone]:
    return access.within(person, "run_milestone", Milestone.objects.all())


def proofs_for(reader: Any) -> QuerySet[Proof]:
    """Whose documents they may open."""
    return access.within(reader, "see_proof", Proof.objects.all())


def every_course(reader: Any) -> list[Course]:
    """All milestones, and those that plans name and nobody has taken up; in the order of their keys."""
    named = planned.by_milestone()
    found = courses(list(milestones_for(reader)), named)
    missing = named.keys() - {each.key for each in found}
    return sorted([*found, *(_bare(key, named[key]) for key in missing)], key=lambda each: each.key)


def not_taken_up(lead: Any) -> list[Course]:
    """What open plans name, nobody has taken up, and this person leads."""
    led = access.within(lead, "check_in", KeyResult.objects.filter(objective__priority__plan__state=OPEN))
    keys = set(led.values_list("objective__priority__plan__key", "key"))
    named = planned.by_milestone() if keys else {}
    theirs = {key: each for key, each in named.items() if (each.plan, each.key_result) in keys}
    taken = set(Milestone.objects.filter(key__in=theirs).values_list("key", flat=True))
    return [_bare(key, each) for key, each in sorted(theirs.items()) if key not in taken]


def course(reader: Any, key: str) -> Course | None:
    """The milestone of this key, or None."""
    if found := milestones_for(reader).filter(key=key).first():
        return course_of(found)
    if named := planned.by_milestone([key]):
        return _bare(key, named[key])
    return None


def course_of(milestone: Milestone) -> Course:
    return courses([milestone])[0]


def courses(milestones: Sequence[Milestone], named: Mapping[str, Planned] | None = None) -> list[Course]:
    """Four queries at most, however many milestones."""
    if not milestones:
        return []
    named = planned.by_milestone(each.key for each in milestones) if named is None else named
    kept = _Kept(milestones)
    return [_course(each, named.get(each.key), kept) for each in milestones]


class _Kept:
    """What is kept of several milestones, by milestone."""

    def __init__(self, milestones: Sequence[Milestone]) -> None:
        self.steps: defaultdict[int, list[PlannedStep]] = defaultdict(list)
        for step in Step.objects.filter(milestone__in=milestones):
            self.steps[step.milestone_id].append(PlannedStep(step.key, step.title, step.due_on))
        self.proofs: defaultdict[int, defaultdict[str, list[Proof]]] = defaultdict(lambda: defaultdict(list))
        for proof in Proof.objects.filter(milestone__in=milestones).order_by("-version"):
            self.proofs[proof.milestone_id][proof.step].append(proof)
        self.ties: defaultdict[int, dict[str, Tie]] = defaultdict(dict)
        for tie in Tie.objects.filter(milestone__in=milestones):
            self.ties[tie.milestone_id][tie.step] = tie


def _course(milestone: Milestone, named: Planned | None, kept: _Kept) -> Course:
    steps = named.steps if named else kept.steps[milestone.pk]
    return Course(
        milestone.key, milestone, named, _steps(steps, kept.proofs[milestone.pk], kept.ties[milestone.pk])
    )


def _bare(key: str, named: Planned) -> Course:
    return Course(key, None, named, _steps(named.steps, {}, {}))


def _steps(
    named: Iterable[PlannedStep], proofs: Mapping[str, list[Proof]], ties: Mapping[str, Tie]
) -> tuple[CourseStep, ...]:
    return tuple(
        CourseStep(each.key, each.title, each.due_on, tuple(proofs.get(each.key, ())), ties.get(each.key))
        for each in named
    )
