"""The parts of a plan as a person edits them: what hangs from what, and where more may grow."""

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
    """Priorities with all that hangs from them; then outcomes, goals, sets and measures."""
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
    return _leaf(objective, branches=[_key_result(plan, each) for each in inside])


def _key_result(plan: PlanFile, result: Any) -> Branch:
    within = f"{address_of(result)}/"
    served = {each.key: str(each.title) for each in plan.outcomes}
    links = [Branch(within + address_of(each), each.TABLE, served[each.outcome]) for each in result.links]
    requirements = [
        Branch(within + address_of(each), each.TABLE, str(each.title)) for each in result.requirements
    ]
    return _leaf(result, [*requirements, *links], adds=("requirement", "link"))


def _leaf(part: Any, branches: Iterable[Branch] = (), *, adds: tuple[str, ...] = ()) -> Branch:
    return Branch(address_of(part), part.TABLE, str(part.title), tuple(branches), adds)


def address_of(part: Any) -> str:
    return f"{part.TABLE.replace('_', '-')}:{key_of(part)}"


def kind_in(holder: Any, table: str) -> Any:
    """The declaration of the parts that stand in a table of ``holder``; None where it has no such table."""
    found = (slot for slot in slots(holder) if slot.tables and slot.written == table)
    return next((get_args(slot.type)[0] for slot in found), None)
