"""What an affiliate is assessed on: ten groups of capacities, in versions that stay readable."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources import files
from typing import Any

from thriving.kernel.registry import Registry
from thriving.kernel.words import Words


@dataclass(frozen=True)
class Capacity:
    """``was``: the keys of the version before that mean the same; its own key need not be among them."""

    key: str
    name: Words
    text: Words
    group: str
    was: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    key: str
    name: Words
    capacities: tuple[Capacity, ...]


@dataclass(frozen=True)
class CapacityList:
    version: int
    begins_on: date
    source: str
    groups: tuple[Group, ...]

    @cached_property
    def capacities(self) -> Mapping[str, Capacity]:
        return {each.key: each for group in self.groups for each in group.capacities}

    @cached_property
    def successors(self) -> Mapping[str, str]:
        """What the capacities of the version before are called here."""
        kept = {key: key for key in self.capacities}
        return kept | {old: each.key for each in self.capacities.values() for old in each.was}

    def group(self, key: str) -> Group | None:
        return next((each for each in self.groups if each.key == key), None)


lists: Registry[CapacityList] = Registry("version of the list of capacities")


def read(text: str) -> CapacityList:
    said = tomllib.loads(text)
    groups = tuple(_group(each) for each in said["group"])
    return CapacityList(said["version"], said["begins_on"], said["source"], groups)


def add(capacities: CapacityList) -> CapacityList:
    return lists.add(str(capacities.version), capacities)


def of_version(version: int) -> CapacityList:
    return lists[str(version)]


def newest() -> CapacityList:
    return max(lists.values(), key=lambda each: each.version)


def replaced_by(key: str, version: int, target: int) -> str:
    """What a capacity of one version is called in a later one; empty where nothing there means the same."""
    for later in range(version + 1, target + 1):
        key = of_version(later).successors.get(key, "")
    return key if key in of_version(target).capacities else ""


def name_of(key: str, version: int | None = None) -> Words:
    """By the newest list that has it, so that old assessments stay readable."""
    known = [of_version(version)] if version else sorted(lists.values(), key=lambda each: -each.version)
    found = next((each.capacities[key] for each in known if key in each.capacities), None)
    return found.name if found else Words(en=key)


def shipped() -> Iterable[CapacityList]:
    folder = files("thriving.programs.capacity").joinpath("data")
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        if each.name.endswith(".toml"):
            yield read(each.read_text(encoding="utf-8"))


def _group(said: Mapping[str, Any]) -> Group:
    capacities = tuple(
        Capacity(
            each["key"], Words(each["name"]), Words(each["text"]), said["key"], tuple(each.get("was", ()))
        )
        for each in said["capacity"]
    )
    return Group(said["key"], Words(said["name"]), capacities)


for each in shipped():
    add(each)
