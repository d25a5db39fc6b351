"""The parts of a plan as a person edits them: what hangs from what, and which of them are theirs to change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, get_args

from thriving.plan.file import PlanFile
from thriving.plan.file.addresses import key_of
from thriving.plan.file.slots import slots


@dataclass(frozen=True)
class Branch:
    """``adds``: the tables that may grow here, and inside which part."""

    address: str
    table: str
    title: str
    branches: tuple[Branch, ...] = ()
    adds: tuple[str, ...] = ()


def tree(plan: PlanFile) -> Branch:
    """Priorities with their objectives, key results and requirements; then outcomes, goals, sets and measures."""
    department = [each for each in plan.priorities if each.level == "department"]
    above = [each for each in plan.priorities if each.level != "department"]
    parts = [
        *(_priority(plan, each) for each in department),
        *(_leaf(each) for each in (*above, *plan.outcomes, *plan.goals, *plan.sets, *plan.measures)),
    ]
    grows = ("priority", "objective", "key_result", "outcome", "goal", "set")
    return Branch("plan", "plan", str(plan.plan.title), tuple(parts), grows)


def _priority(plan: PlanFile, priority: Any) -> Branch:
    inside = (each for each in plan.objectives if each.priority == priority.key)
    return _leaf(priority, branches=[_objective(plan, each) for each in inside])


def _objective(plan: PlanFile, objective: Any) -> Branch:
    inside = (each for each in plan.key_results if each.objective == objective.key)
    return _leaf(objective, branches=[_key_result(each) for each in inside])


def _key_result(result: Any) -> Branch:
    within = f"{address_of(result)}/"
    parts = [*result.requirements, *result.links]
    return _leaf(result, [_leaf(each, within=within) for each in parts], adds=("requirement", "link"))


def _leaf(
    part: Any, branches: Iterable[Branch] = (), *, within: str = "", adds: tuple[str, ...] = ()
) -> Branch:
    return Branch(within + address_of(part), part.TABLE, _title(part), tuple(branches), adds)


def address_of(part: Any) -> str:
    return f"{part.TABLE.replace('_', '-')}:{key_of(part)}"


def _title(part: Any) -> str:
    return str(getattr(part, "title", "") or key_of(part))


def kind_in(holder: Any, table: str) -> Any:
    """The declaration of the parts that stand in a table of ``holder``; None where it has no such table."""
    found = (slot for slot in slots(holder) if slot.tables and slot.written == table)
    return next((get_args(slot.type)[0] for slot in found), None)
