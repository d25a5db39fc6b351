"""What a plan file holds, field by field, in the order in which it is written.

Reading, writing and comparing all follow these declarations: a new field is one line here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NewType

from thriving.kernel.words import Words
from thriving.plan.states import Cadence, Level, Profile, Rule
from thriving.plan.thresholds import Thresholds

Key = NewType("Key", str)  # lower-case letters, digits and hyphens
Specification = NewType("Specification", dict[str, Any])  # checked by evidence, not here
Filters = NewType("Filters", tuple[tuple[Any, ...], ...])  # [dimension, operator, value or values]


def listed(table: str) -> Any:
    """A list of parts, each its own ``[[table]]``."""
    return field(default=(), metadata={"table": table})


def promised(default: Any = None) -> Any:
    """A field that says what was promised or how it is counted: its change needs a reason and is public."""
    return field(default=default, metadata={"promised": True})


def always(default: Any) -> Any:
    """Promised, and written out even where it is the default: it must not move when defaults do."""
    return field(default=default, metadata={"promised": True, "always": True})


def words() -> Any:
    return field(default_factory=Words)


@dataclass(frozen=True, kw_only=True)
class PlanPart:
    key: Key
    language: str = "en"  # of every text that names no other
    title: Words
    direction: Words = words()
    summary: Words = words()
    source: str = ""
    continues: str = ""  # the key of the plan before
    starts_on: date = field(metadata={"promised": True})
    ends_on: date = field(metadata={"promised": True})
    cadence: Cadence = always(Cadence.MONTHLY)
    update_every_days: int = always(30)
    rule: Thresholds = always(Thresholds())


@dataclass(frozen=True, kw_only=True)
class GoalPart:
    key: Key
    title: Words
    sentence: Words = words()


@dataclass(frozen=True, kw_only=True)
class PriorityPart:
    key: Key
    level: Level
    title: Words
    sentence: Words = words()
    goals: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OutcomePart:
    key: Key
    priority: str
    title: Words
    sentence: Words = words()
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ObjectivePart:
    key: Key
    priority: str
    title: Words
    sentence: Words = words()


@dataclass(frozen=True, kw_only=True)
class LinkPart:
    """Which outcome a key result serves, as we read it."""

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
    key: Key
    title: Words
    counted: Words
    measure: str = promised("")
    filters: Filters = promised(Filters(()))
    named_set: str = promised("")
    rule: Rule = field(metadata={"promised": True})
    target: Decimal | None = promised()
    baseline: Decimal = promised(Decimal(0))
    baseline_on: date | None = promised()
    baseline_source: str = promised("")
    profile: Profile | None = promised()  # none where the requirement is to stay, not to get there
    our_reading: bool = False  # the published sentence gives no number, or no steps, here
    points: tuple[PointPart, ...] = promised(())
    steps: tuple[StepPart, ...] = promised(())


@dataclass(frozen=True, kw_only=True)
class KeyResultPart:
    key: Key
    number: int
    objective: str
    title: Words
    sentence: Words = field(metadata={"promised": True})
    reading: Words
    owner: Words
    update_every_days: int | None = promised()
    links: tuple[LinkPart, ...] = listed("link")
    requirements: tuple[RequirementPart, ...] = listed("requirement")


@dataclass(frozen=True, kw_only=True)
class MemberPart:
    key: Key
    title: Words


@dataclass(frozen=True, kw_only=True)
class SetPart:
    """A set that a sentence names without listing it."""

    key: Key
    title: Words
    our_reading: bool = True
    why: Words = words()
    members: tuple[MemberPart, ...] = promised(())


@dataclass(frozen=True, kw_only=True)
class MeasurePart:
    key: Key
    title: Words
    short: Words
    limits: Words
    specification: Specification = field(metadata={"promised": True})


@dataclass(frozen=True, kw_only=True)
class PlanFile:
    plan: PlanPart
    goals: tuple[GoalPart, ...] = listed("goal")
    priorities: tuple[PriorityPart, ...] = listed("priority")
    outcomes: tuple[OutcomePart, ...] = listed("outcome")
    objectives: tuple[ObjectivePart, ...] = listed("objective")
    key_results: tuple[KeyResultPart, ...] = listed("key_result")
    sets: tuple[SetPart, ...] = listed("set")
    measures: tuple[MeasurePart, ...] = listed("measure")
