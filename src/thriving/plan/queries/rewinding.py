"""What was promised on an earlier day: the changes made since, undone one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from thriving.plan.models import PlanChange, Requirement
from thriving.plan.tree import Tree

REQUIREMENT = "/requirement:"
SET = "set:"


def _amount(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


def _same(value: Any) -> Any:
    return value


def _or_nothing(value: Any) -> str:
    return value or ""


# By the name of the field in the list of changes: the attribute, and how JSON keeps it.
KEPT: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "target": ("target", _amount),
    "baseline": ("baseline", _amount),
    "counts_from": ("counts_from", _day),
    "rule": ("rule", _same),
    "profile": ("profile", _or_nothing),
    "filters": ("filters", _same),
    "points": ("profile_points", _same),
    "steps": ("profile_points", _same),
}


def rewind(tree: Tree, day: date) -> Tree:
    """``tree`` as it was promised at the end of ``day``; parts that came or went since stay as they are."""
    requirements = _by_address(tree)
    for change in tree.plan.changes.filter(changed_at__date__gt=day):  # newest first
        if change.part.startswith(SET) and change.field == "members":
            _rewind_set(tree, change)
        elif change.part in requirements and change.field in KEPT:
            _rewind_field(requirements[change.part], change)
    return tree


def _by_address(tree: Tree) -> dict[str, Requirement]:
    return {
        f"key-result:{each.key_result.key}{REQUIREMENT}{each.key}": each
        for group in tree.requirements.values()
        for each in group
    }


def _rewind_field(requirement: Requirement, change: PlanChange) -> None:
    if change.field in ("points", "steps") and not change.before:
        return  # the other of the two holds what there was
    attribute, read = KEPT[change.field]
    setattr(requirement, attribute, read(change.before))


def _rewind_set(tree: Tree, change: PlanChange) -> None:
    if named := tree.sets.get(change.part.removeprefix(SET)):
        named.members = change.before
