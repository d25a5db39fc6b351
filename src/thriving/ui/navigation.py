"""The doors in the header. Each package adds its own; a reader sees those that open for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from thriving.kernel import access
from thriving.kernel.registry import Registry


@dataclass(frozen=True)
class Group:
    """Doors that stand behind "More" under one heading: a phone has no room for all of them."""

    key: str
    title: str | Promise
    position: int  # groups stand in this order


@dataclass(frozen=True)
class Door:
    url_name: str
    label: str | Promise
    position: int  # doors stand in this order, those of a group among themselves
    rule: str = ""  # a rule of `kernel.access` that must hold for the reader; empty: a door for everyone
    group: str = ""  # the key of its group; empty: it stands in the header itself


doors: Registry[Door] = Registry("door")
groups: Registry[Group] = Registry("group of doors")


def add(url_name: str, label: str | Promise, *, position: int, rule: str = "", group: str = "") -> None:
    doors.add(url_name, Door(url_name, label, position, rule, group))


def add_group(key: str, title: str | Promise, *, position: int) -> None:
    groups.add(key, Group(key, title, position))


def doors_for(reader: Any) -> list[Door]:
    opened = (door for door in doors.values() if not door.rule or access.holds(reader, door.rule))
    return sorted(opened, key=lambda door: door.position)


def grouped(shown: Iterable[Door]) -> list[tuple[Group, list[Door]]]:
    """Those behind "More", by their groups; a group of which the reader may open nothing is left out."""
    found: dict[str, list[Door]] = {}
    for door in shown:
        if door.group:
            found.setdefault(door.group, []).append(door)
    ordered = sorted((groups[key] for key in found), key=lambda group: group.position)
    return [(group, found[group.key]) for group in ordered]


def deepest(path: str, urls: Iterable[str]) -> str:
    """One door at most leads to where the reader is: of two of which one lies in the other, the inner one."""
    return max((url for url in urls if path.startswith(url)), key=len, default="")
