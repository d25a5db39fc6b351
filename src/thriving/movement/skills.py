"""What people can offer each other and learn: a small tree, shipped as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from thriving.kernel.words import Words

DEEPEST = 3  # levels: a group, a skill, a finer skill


@dataclass(frozen=True)
class Skill:
    key: str
    name: Words
    parent: str = ""  # empty for a group
    wikidata: str = ""
    replaced_by: str = ""  # then it is no longer offered anew, and counts as that one


@cache
def skills() -> Mapping[str, Skill]:
    """Every skill by its key, in the order of the file: a group before what belongs to it."""
    text = files("thriving.movement").joinpath("data/skills.toml").read_text(encoding="utf-8")
    return {
        key: Skill(
            key,
            Words(told["name"]),
            told.get("in", ""),
            told.get("wikidata", ""),
            told.get("replaced_by", ""),
        )
        for key, told in tomllib.loads(text).items()
    }


def current(key: str) -> str:
    """The skill that stands in the place of one that was replaced; any other is itself."""
    known = skills()
    while key in known and known[key].replaced_by:
        key = known[key].replaced_by
    return key


def depth_of(key: str) -> int:
    """1 for a group."""
    parent = skills()[key].parent
    return 1 + depth_of(parent) if parent else 1


def group_of(key: str) -> str:
    parent = skills()[key].parent
    return group_of(parent) if parent else key


def within(key: str) -> frozenset[str]:
    """The skill, all that belong to it, and those that it has replaced."""
    children = (each.key for each in skills().values() if key in (each.parent, each.replaced_by))
    return frozenset({key}).union(*(within(child) for child in children))


def by_group() -> list[tuple[Skill, list[Skill]]]:
    """What can be offered and learned, under the groups that hold it."""
    finer = [each for each in skills().values() if each.parent and not each.replaced_by]
    groups = (each for each in skills().values() if not each.parent)
    return [(group, [each for each in finer if group_of(each.key) == group.key]) for group in groups]
