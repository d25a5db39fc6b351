"""What was promised on an earlier day: the changes made since, undone one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model

from thriving.evidence.models import MeasureVersion
from thriving.plan.models import KeyResult, PlanChange, Requirement
from thriving.plan.standing.tree import Tree

REQUIREMENT = "/requirement:"
SET = "set:"
MEASURE = "measure:"


def _amount(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


def _same(value: Any) -> Any:
    return value


def _or_nothing(value: Any) -> str:
    return value or ""


Kept = Mapping[str, tuple[str, Callable[[Any], Any]]]

# By the name of the field in the list of changes: the attribute, and how JSON keeps it.
REQUIREMENTS: Kept = {
    "target": ("target", _amount),
    "baseline": ("baseline", _amount),
    "counts_from": ("counts_from", _day),
    "rule": ("rule", _same),
    "profile": ("profile", _or_nothing),
    "filters": ("filters", _same),
    "points": ("profile_points", _same),
    "steps": ("profile_points", _same),
}
KEY_RESULTS: Kept = {"update_every_days": ("update_every_days", _same)}
PLANS: Kept = {
    "starts_on": ("starts_on", _day),
    "ends_on": ("ends_on", _day),
    "update_every_days": ("update_every_days", _same),
    "rule": ("rule", _same),
}


def rewind(tree: Tree, day: date) -> Tree:
    """``tree`` as it was promised at the end of ``day``; parts that came or went since stay as they are."""
    tree = replace(tree, plan=copy(tree.plan))  # whoever holds the plan of today keeps it
    parts = _by_address(tree)
    measures = {each.pk: each.measure_version.measure.key for each in parts.requirements.values()}
    redefined: set[str] = set()
    for change in tree.plan.changes.filter(changed_at__date__gt=day):  # newest first
        if change.part.startswith(MEASURE):
            redefined.add(change.part.removeprefix(MEASURE))
        elif change.part in parts.requirements and change.field == "measure":
            measures[parts.requirements[change.part].pk] = str(change.before)
        else:
            _undo(change, tree, parts)
    for requirement in parts.requirements.values():
        _remeasure(requirement, measures[requirement.pk], redefined, day)
    return tree


@dataclass(frozen=True)
class _Parts:
    """By their addresses in the list of changes."""

    key_results: dict[str, KeyResult]
    requirements: dict[str, Requirement]


def _by_address(tree: Tree) -> _Parts:
    results = {f"key-result:{each.key}": each for each in tree.key_results}
    requirements = {
        f"{address}{REQUIREMENT}{each.key}": each
        for address, result in results.items()
        for each in tree.requirements.get(result.pk, ())
    }
    return _Parts(results, requirements)


def _undo(change: PlanChange, tree: Tree, parts: _Parts) -> None:
    if change.part == "plan":
        _put_back(tree.plan, PLANS, change)
    elif change.part in parts.key_results:
        _put_back(parts.key_results[change.part], KEY_RESULTS, change)
    elif change.part in parts.requirements:
        _put_back_in(parts.requirements[change.part], tree, change)
    elif change.part.startswith(SET) and change.field == "members":
        _rewind_set(tree, change)


def _put_back(part: Model, kept: Kept, change: PlanChange) -> None:
    if change.field in kept:
        attribute, read = kept[change.field]
        setattr(part, attribute, read(change.before))


def _put_back_in(requirement: Requirement, tree: Tree, change: PlanChange) -> None:
    if change.field == "named_set":
        requirement.named_set = tree.sets.get(change.before or "")
    elif change.before or change.field not in (
        "points",
        "steps",
    ):  # the other of the two holds what there was
        _put_back(requirement, REQUIREMENTS, change)


def _remeasure(requirement: Requirement, key: str, redefined: set[str], day: date) -> None:
    """Count it as it was defined then, where it is counted in another way now."""
    if key == requirement.measure_version.measure.key and key not in redefined:
        return
    versions = MeasureVersion.objects.filter(measure__key=key, created_at__date__lte=day)
    requirement.measure_version = (
        versions.select_related("measure").order_by("-number").first() or requirement.measure_version
    )


def _rewind_set(tree: Tree, change: PlanChange) -> None:
    if named := tree.sets.get(change.part.removeprefix(SET)):
        named.members = change.before
