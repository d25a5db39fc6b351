"""The plan's tree changed part by part, under the same rules as its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.evidence.models import MeasureVersion
from thriving.kernel.words import Words
from thriving.plan.actions.loading import change
from thriving.plan.actions.revising import EditRefused, require
from thriving.plan.file import MeasurePart, PlanFile, addresses
from thriving.plan.models import KeyResult, PartOfPlan, Plan, Priority, Requirement
from thriving.plan.queries.document import document_of, measure_part

Turn = Callable[[PlanFile], PlanFile]
HOLDERS = {"objective", "priority"}  # fields that name what a part hangs from


def change_target(
    requirement: Requirement, *, target: Decimal, reason: str, by: Any, seen: int | None = None
) -> Requirement:
    """A new target; where the way to it is stepped, its last step is the new target too."""
    values: dict[str, Any] = {"target": target}
    if points := addresses.part_at(document_of(plan_of(requirement)), address_of(requirement)).points:
        values["points"] = (*points[:-1], replace(points[-1], value=target))
    return change_requirement(requirement, changes=values, reason=reason, by=by, seen=seen)


def change_requirement(
    requirement: Requirement, *, changes: Mapping[str, Any], reason: str, by: Any, seen: int | None = None
) -> Requirement:
    """``changes`` are fields as a plan file names them."""
    change_part(
        plan_of(requirement), address_of(requirement), changes=changes, reason=reason, by=by, seen=seen
    )
    requirement.refresh_from_db()
    return requirement


def change_part(  # noqa: PLR0913 -- each is said by name at the call
    plan: Plan,
    address: str,
    *,
    changes: Mapping[str, Any],
    by: Any,
    reason: str = "",
    seen: int | None = None,
) -> Plan:
    """Set fields of the part at ``address``; of what was promised only with a reason."""
    if "key" in changes:
        raise EditRefused(_("A key stays what it is: addresses and published numbers go by it."))
    for table in HOLDERS & changes.keys():  # nobody hands a part to those who answer for another
        _require_for(plan, f"{table}:{changes[table]}", by)

    def changed(said: PlanFile) -> PlanFile:
        return addresses.changed(said, address, dict(changes))

    return _turn(plan, address, changed, by=by, reason=reason, seen=seen)


def edit_words(  # noqa: PLR0913 -- each is said by name at the call
    part: PartOfPlan | Requirement,
    *,
    field: str,
    words: Words,
    by: Any,
    reason: str = "",
    seen: int | None = None,
) -> Plan:
    """Say a part's title, sentence, reading or owner in other words."""
    return change_part(
        plan_of(part), address_of(part), changes={field: words}, by=by, reason=reason, seen=seen
    )


def add_part(  # noqa: PLR0913 -- each is said by name at the call
    plan: Plan, part: Any, *, inside: str = "", by: Any, reason: str = "", seen: int | None = None
) -> Plan:
    """One more part at the end of its table; a requirement or a link goes inside a key result."""
    return _turn(
        plan, inside, lambda said: addresses.added(said, inside, part), by=by, reason=reason, seen=seen
    )


def remove_part(plan: Plan, address: str, *, by: Any, reason: str = "", seen: int | None = None) -> Plan:
    return _turn(
        plan, address, lambda said: addresses.removed(said, address), by=by, reason=reason, seen=seen
    )


def move_part(plan: Plan, address: str, *, places: int, by: Any, seen: int | None = None) -> Plan:
    return _turn(
        plan, address, lambda said: addresses.moved(said, address, places), by=by, reason="", seen=seen
    )


@transaction.atomic
def _turn(plan: Plan, address: str, turn: Turn, *, by: Any, **options: Any) -> Plan:
    _require_for(plan, address, by)
    return change(plan, lambda said: _with_measures(turn(said)), by=by, **options)


def _require_for(plan: Plan, address: str, by: Any) -> None:
    """Leads edit what hangs from their priority; the rest is for those who edit the whole plan."""
    table, _colon, key = address.partition("/")[0].partition(":")
    if table == "key-result":
        require(by, "edit_key_result", _found(KeyResult, key, objective__priority__plan=plan))
    elif table == "priority":
        require(by, "edit_priority", _found(Priority, key, plan=plan))
    elif table == "objective":
        require(by, "edit_priority", _found(Priority, key, plan=plan, through="objectives__key"))
    else:
        require(by, "edit_plan", plan)


def _found(model: Any, key: str, *, through: str = "key", **where: Any) -> Any:
    found = model.objects.filter(**{through: key}, **where).first()
    if found is None:
        raise EditRefused(_("There is no “%(key)s” in this plan.") % {"key": key})
    return found


def _with_measures(said: PlanFile) -> PlanFile:
    """With the measures that its requirements name, those that it lacks taken from what is known already."""
    there = {each.key for each in said.measures}
    wanted = {each.measure: None for result in said.key_results for each in result.requirements}
    more = tuple(part for key in wanted if key not in there and (part := _known_measure(key)))
    return addresses.without_unused_measures(replace(said, measures=said.measures + more))


def _known_measure(key: str) -> MeasurePart | None:
    newest = (
        MeasureVersion.objects.filter(measure__key=key).select_related("measure").order_by("-number").first()
    )
    return measure_part(newest) if newest else None


def plan_of(part: Any) -> Plan:
    match part:
        case Requirement():
            return part.key_result.objective.priority.plan
        case KeyResult():
            return part.objective.priority.plan
        case _:
            found: Plan = part.plan if hasattr(part, "plan") else part.priority.plan
            return found


def address_of(part: PartOfPlan | Requirement) -> str:
    if isinstance(part, Requirement):
        return f"key-result:{part.key_result.key}/requirement:{part.key}"
    return f"{TABLES[type(part).__name__]}:{part.key}"


TABLES = {
    "Goal": "goal",
    "Priority": "priority",
    "Outcome": "outcome",
    "Objective": "objective",
    "KeyResult": "key-result",
    "NamedSet": "set",
}
