"""Over which parts of the movement a role can be held: each package that has such parts says so.

A scope is written "region:wikimedia-regions/south-asia", its kind before its key; empty, it is the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from thriving.kernel.registry import Registry
from thriving.kernel.words import Words

Name = str | Promise | Words
Named = Callable[[Collection[str] | None], Mapping[str, Name]]

WHOLE = ""


@dataclass(frozen=True)
class Kind:
    """``named`` tells the parts with the keys that are asked for, or all there are, each with its name."""

    name: str
    title: str | Promise
    named: Named


kinds = Registry[Kind]("kind of scope")


def declare(name: str, title: str | Promise, named: Named) -> Kind:
    return kinds.add(name, Kind(name, title, named))


def written(kind: str, key: str) -> str:
    return f"{kind}:{key}"


def kind_of(scope: str) -> str:
    return scope.partition(":")[0]


def key_of(scope: str) -> str:
    return scope.partition(":")[2]


def exists(scope: str) -> bool:
    kind, key = kind_of(scope), key_of(scope)
    return kind in kinds and key in kinds[kind].named({key})


def names_of(scopes: Iterable[str]) -> dict[str, Name]:
    """What each is called, with one query for each kind; a part that is gone keeps its key."""
    by_kind: dict[str, set[str]] = defaultdict(set)
    for scope in scopes:
        by_kind[kind_of(scope)].add(key_of(scope))
    found: dict[str, Name] = {}
    for kind, keys in by_kind.items():
        named = kinds[kind].named(keys) if kind in kinds else {}
        found |= {written(kind, key): named.get(key, key) for key in keys}
    return found


def choices(kind: str) -> dict[str, Name]:
    """Every part of this kind, by its scope."""
    return {written(kind, key): name for key, name in kinds[kind].named(None).items()}
