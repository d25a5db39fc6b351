"""What a field may name: other parts of the plan, measures, official series, plans."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any

from django.conf import settings

from thriving.evidence.models import Indicator, MeasureVersion
from thriving.movement.models import Definition
from thriving.plan.editing.names import CHOICES
from thriving.plan.file import PlanFile
from thriving.plan.file.slots import Slot
from thriving.plan.models import Plan
from thriving.ui import cldr

Choices = list[tuple[str, str]]


def choices_for(slot: Slot, plan: PlanFile) -> Choices | None:
    """None where anything may be typed."""
    if isinstance(slot.type, type) and issubclass(slot.type, Enum):
        return [(each.value, str(CHOICES.get(each.value, each.value))) for each in slot.type]
    found = _NAMED.get(slot.name)
    return found(plan) if found else None


def _titled(parts: Iterable[Any]) -> Choices:
    return [(part.key, f"{part.title} ({part.key})") for part in parts]


def _measures(plan: PlanFile) -> Choices:
    newest = MeasureVersion.objects.select_related("measure").order_by("number")
    known = {each.measure.key: each.title for each in newest} | {
        each.key: each.title for each in plan.measures
    }
    return sorted((key, f"{title} ({key})") for key, title in known.items())


def _indicators(plan: PlanFile) -> Choices:
    loaded = {each.key: str(each.title) for each in Indicator.objects.order_by("position", "key")}
    named = {key: key for outcome in plan.outcomes for key in outcome.indicators}
    return list((named | loaded).items())


def _definitions(plan: PlanFile) -> Choices:
    known = {str(each): f"{each.title} ({each})" for each in Definition.objects.order_by("key", "version")}
    named = {name: name for result in plan.key_results for name in result.definitions}
    return list((named | known).items())


def _plans_before(plan: PlanFile) -> Choices:
    return _titled(Plan.objects.exclude(key=plan.plan.key))


def _languages(_plan: PlanFile) -> Choices:
    return [(code, cldr.own_name(code)) for code, _name in settings.LANGUAGES]


_NAMED: dict[str, Callable[[PlanFile], Choices]] = {
    "continues": _plans_before,
    "definitions": _definitions,
    "goals": lambda plan: _titled(plan.goals),
    "indicators": _indicators,
    "language": _languages,
    "measure": _measures,
    "named_set": lambda plan: _titled(plan.sets),
    "objective": lambda plan: _titled(plan.objectives),
    "outcome": lambda plan: _titled(plan.outcomes),
    "priority": lambda plan: _titled(plan.priorities),
}
