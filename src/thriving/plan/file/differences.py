"""What would change from one plan to another: shown before it is done, and public where it was promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from typing import Any

from thriving.plan.file.addresses import key_of
from thriving.plan.file.parts import (
    KeyResultPart,
    PlanFile,
    RequirementPart,
)
from thriving.plan.file.read import plain
from thriving.plan.file.slots import slots

PROMISED_PARTS = (KeyResultPart, RequirementPart)  # one more or one fewer of these changes the promise itself


@dataclass(frozen=True)
class Difference:
    """``part`` is an address such as ``key-result:risk-protocol/requirement:stakeholders``."""

    part: str
    field: str  # empty: the whole part comes or goes
    before: Any
    after: Any
    promised: bool  # whether it needs a reason

    @property
    def adds(self) -> bool:
        return not self.field and self.before is None

    @property
    def removes(self) -> bool:
        return not self.field and self.after is None


def differences(before: PlanFile, after: PlanFile) -> list[Difference]:
    """In the order of the file; a field of a part that is new or gone is not told apart."""
    found = list(_fields(before.plan, after.plan, "plan"))
    return found + list(_inside(before, after, ""))


def _inside(before: Any, after: Any, path: str) -> Iterator[Difference]:
    for slot in slots(type(after)):
        if slot.tables:
            address = f"{path}/{slot.written.replace('_', '-')}".lstrip("/")
            yield from _parts(getattr(before, slot.name), getattr(after, slot.name), address)


def _parts(before: tuple[Any, ...], after: tuple[Any, ...], table: str) -> Iterator[Difference]:
    was, is_now = ({key_of(part): part for part in parts} for parts in (before, after))
    for key in [*was, *(key for key in is_now if key not in was)]:
        address = f"{table}:{key}"
        if key in was and key in is_now:
            yield from _fields(was[key], is_now[key], address)
            yield from _inside(was[key], is_now[key], address)
        else:
            yield _whole(was.get(key), is_now.get(key), address)
    common = [key for key in was if key in is_now]
    if common != [key for key in is_now if key in was]:
        yield Difference(table, "order", common, [key for key in is_now if key in was], promised=False)


def _whole(before: Any, after: Any, address: str) -> Difference:
    promised = isinstance(before or after, PROMISED_PARTS)
    return Difference(address, "", _name(before), _name(after), promised)


def _fields(before: Any, after: Any, address: str) -> Iterator[Difference]:
    for slot in slots(type(after)):
        was, is_now = getattr(before, slot.name), getattr(after, slot.name)
        if not slot.tables and was != is_now:
            yield Difference(address, slot.name, stored(was), stored(is_now), slot.promised)


def stored(value: Any) -> Any:
    """As JSON keeps it in the list of changes."""
    if is_dataclass(value):
        return {slot.name: stored(getattr(value, slot.name)) for slot in slots(type(value))}
    if isinstance(value, tuple):
        return [stored(each) for each in value]
    return plain(value)


def _name(part: Any) -> str | None:
    return None if part is None else str(getattr(part, "title", "") or key_of(part))
