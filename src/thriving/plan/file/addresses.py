"""Parts by their address, as in ``key-result:risk-protocol/requirement:stakeholders``: found, put, moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from thriving.plan.file.parts import PlanFile
from thriving.plan.file.read import PlanFileRefused, Problem
from thriving.plan.file.slots import Slot, slots

Parts = tuple[Any, ...]
PLAN = "plan"


def key_of(part: Any) -> str:
    """A link has no key of its own: it is told by its outcome."""
    return str(getattr(part, "key", None) or part.outcome)


def part_at(plan: PlanFile, address: str) -> Any:
    if address == PLAN:
        return plan.plan
    found: Any = plan
    for table, key in _path(address):
        inside = {key_of(part): part for part in getattr(found, _slot(found, table).name)}
        if key not in inside:
            raise _unknown(address)
        found = inside[key]
    return found


def changed(plan: PlanFile, address: str, values: dict[str, Any]) -> PlanFile:
    """With some fields of one part set to ``values``."""
    if address == PLAN:
        return replace(plan, plan=replace(plan.plan, **values))
    part = replace(part_at(plan, address), **values)
    return _among(plan, address, lambda parts, place: (*parts[:place], part, *parts[place + 1 :]))


def added(plan: PlanFile, inside: str, part: Any) -> PlanFile:
    """With one more part at the end of its table; ``inside`` is empty, or a key result."""

    def grown(holder: Any) -> Any:
        slot = _slot(holder, type(part).TABLE)
        return replace(holder, **{slot.name: (*getattr(holder, slot.name), part)})

    turned: PlanFile = _at(plan, _path(inside), grown) if inside else grown(plan)
    return turned


def removed(plan: PlanFile, address: str) -> PlanFile:
    part_at(plan, address)
    return _among(plan, address, lambda parts, place: (*parts[:place], *parts[place + 1 :]))


def moved(plan: PlanFile, address: str, places: int) -> PlanFile:
    """Some places later in its table, or earlier where ``places`` is negative; never past an end."""

    def shifted(parts: Parts, place: int) -> Parts:
        others = [*parts[:place], *parts[place + 1 :]]
        others.insert(max(0, place + places), parts[place])
        return tuple(others)

    part_at(plan, address)
    return _among(plan, address, shifted)


def without_unused_measures(plan: PlanFile) -> PlanFile:
    used = {each.measure for result in plan.key_results for each in result.requirements}
    return replace(plan, measures=tuple(each for each in plan.measures if each.key in used))


def _path(address: str) -> list[tuple[str, str]]:
    steps = [step.partition(":") for step in address.split("/")]
    return [(table.replace("-", "_"), key) for table, _colon, key in steps]


def _slot(holder: Any, table: str) -> Slot:
    found = next((slot for slot in slots(type(holder)) if slot.tables and slot.written == table), None)
    if found is None:
        raise _unknown(table)
    return found


def _among(plan: PlanFile, address: str, turn: Callable[[Parts, int], Parts]) -> PlanFile:
    """With the table that holds the addressed part turned into another."""
    *outer, (table, key) = _path(address)

    def turned(holder: Any) -> Any:
        slot = _slot(holder, table)
        parts = getattr(holder, slot.name)
        place = [key_of(part) for part in parts].index(key)
        return replace(holder, **{slot.name: turn(parts, place)})

    found: PlanFile = _at(plan, outer, turned)
    return found


def _at(holder: Any, path: list[tuple[str, str]], turn: Callable[[Any], Any]) -> Any:
    """``holder`` with the part at the end of ``path`` turned into another."""
    if not path:
        return turn(holder)
    (table, key), *rest = path
    slot = _slot(holder, table)
    parts = getattr(holder, slot.name)
    return replace(
        holder,
        **{slot.name: tuple(_at(part, rest, turn) if key_of(part) == key else part for part in parts)},
    )


def _unknown(address: str) -> PlanFileRefused:
    return PlanFileRefused([Problem("", _("There is no “%(address)s” in this plan.") % {"address": address})])
