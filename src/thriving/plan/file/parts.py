"""What a plan file holds, field by field, in the order in which it is written.

Reading, writing and comparing all follow these declarations: a new field is one line here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, NewType, TypeVar

from thriving.kernel.words import Words
from thriving.plan.judgment.thresholds import Thresholds
from thriving.plan.states import Cadence, Level, Profile, Rule

Key = NewType("Key", str)  # lower-case letters, digits and hyphens
Specification = NewType("Specification", dict[str, Any])  # checked by evidence, not here
Filters = NewType("Filters", tuple[tuple[Any, ...], ...])  # [dimension, operator, value or values]

T = TypeVar("T")
# What was promised, or how it is counted: its change needs a reason and is public.
Promised = Annotated[T, "promised"]
# The same, and written out even where it is the default.
Always = Annotated[T, "promised", "always"]
# A list of parts, each with its own ``[[table]]``, named by the part.
Tables = Annotated[tuple[T, ...], "tables"]


@dataclass(frozen=True, kw_only=True)
class PlanPart:
    TABLE: ClassVar = "plan"
    key: Key
    language: str = "en"  # of every text that names no other
    title: Words
    direction: Words = field(default_factory=Words)
    summary: Words = field(default_factory=Words)
    source: str = ""
    continues: str = ""  # the key of the plan before
    starts_on: Promised[date]
    ends_on: Promised[date]
    cadence: Always[Cadence] = Cadence.MONTHLY
    update_every_days: Always[int] = 30
    rule: Always[Thresholds] = field(default_factory=Thresholds)


@dataclass(frozen=True, kw_only=True)
class GoalPart:
    TABLE: ClassVar = "goal"
    key: Key
    title: Words
    sentence: Words = field(default_factory=Words)


@dataclass(frozen=True, kw_only=True)
class PriorityPart:
    TABLE: ClassVar = "priority"
    key: Key
    level: Level
    title: Words
    sentence: Words = field(default_factory=Words)
    goals: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OutcomePart:
    TABLE: ClassVar = "outcome"
    key: Key
    priority: str
    title: Words
    sentence: Words = field(default_factory=Words)
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ObjectivePart:
    TABLE: ClassVar = "objective"
    key: Key
    priority: str
    title: Words
    sentence: Words = field(default_factory=Words)


@dataclass(frozen=True, kw_only=True)
class LinkPart:
    """Which outcome a key result serves, as we read it."""

    TABLE: ClassVar = "link"
    outcome: str
    why: Words


@dataclass(frozen=True, kw_only=True)
class StepPart:
    key: Key
    title: Words
    due_on: date


@dataclass(frozen=True, kw_only=True)
class PointPart:
    on: date
    value: Decimal


@dataclass(frozen=True, kw_only=True)
class RequirementPart:
    TABLE: ClassVar = "requirement"
    key: Key
    title: Words
    counted: Words
    measure: Promised[str] = ""
    filters: Promised[Filters] = Filters(())
    named_set: Promised[str] = ""
    rule: Promised[Rule]
    target: Promised[Decimal | None] = None
    counts_from: Promised[date | None] = None  # where work is carried over from an earlier plan
    baseline: Promised[Decimal] = Decimal(0)
    baseline_on: Promised[date | None] = None
    baseline_source: Promised[str] = ""
    profile: Promised[Profile | None] = None  # none where the requirement is to stay, not to get there
    our_reading: bool = False  # the published sentence gives no number, or no steps, here
    points: Promised[tuple[PointPart, ...]] = ()
    steps: Promised[tuple[StepPart, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class KeyResultPart:
    TABLE: ClassVar = "key_result"
    key: Key
    number: int
    objective: str
    title: Words
    sentence: Promised[Words]
    reading: Words
    definitions: tuple[str, ...] = ()  # on which the reading rests, by key and version: emerging-community/1
    owner: Words
    update_every_days: Promised[int | None] = None
    links: Tables[LinkPart] = ()
    requirements: Tables[RequirementPart] = ()


@dataclass(frozen=True, kw_only=True)
class MemberPart:
    key: Key
    title: Words


@dataclass(frozen=True, kw_only=True)
class SetPart:
    """A set that a sentence names without listing it."""

    TABLE: ClassVar = "set"
    key: Key
    title: Words
    our_reading: bool = True
    why: Words = field(default_factory=Words)
    scheme: Promised[str] = ""  # its key and version, where the members are regions: wikimedia/1
    members: Promised[tuple[MemberPart, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class MeasurePart:
    TABLE: ClassVar = "measure"
    key: Key
    title: Words
    short: Words
    limits: Words
    specification: Promised[Specification]


@dataclass(frozen=True, kw_only=True)
class PlanFile:
    plan: PlanPart
    goals: Tables[GoalPart] = ()
    priorities: Tables[PriorityPart] = ()
    outcomes: Tables[OutcomePart] = ()
    objectives: Tables[ObjectivePart] = ()
    key_results: Tables[KeyResultPart] = ()
    sets: Tables[SetPart] = ()
    measures: Tables[MeasurePart] = ()
