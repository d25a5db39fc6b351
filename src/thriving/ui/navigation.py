"""The doors in the header. Each package adds its own; a reader sees those that open for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from thriving.kernel import access
from thriving.kernel.registry import Registry


@dataclass(frozen=True)
class Door:
    url_name: str
    label: str | Promise
    position: int  # doors stand in this order
    rule: str = ""  # a rule of `kernel.access` that must hold for the reader; empty: a door for everyone
    folded: bool = False  # stands behind "More": a phone has no room for all of them


doors: Registry[Door] = Registry("door")


def add(url_name: str, label: str | Promise, *, position: int, rule: str = "", folded: bool = False) -> None:
    doors.add(url_name, Door(url_name, label, position, rule, folded))


def doors_for(reader: Any) -> list[Door]:
    opened = (door for door in doors.values() if not door.rule or access.holds(reader, door.rule))
    return sorted(opened, key=lambda door: door.position)
