"""Measures that come with the software: each package that states facts may ship a file of them.

shipped.add("asking", Shipped("thriving.programs.asking", "measures.toml"))

The file holds [[measure]] tables: key, title, short, limits and specification, in English.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from thriving.evidence.actions import define_measure
from thriving.evidence.models import Measure
from thriving.kernel.registry import Registry
from thriving.kernel.words import Words


@dataclass(frozen=True)
class Shipped:
    package: str
    file: str

    def measures(self) -> Iterator[Mapping[str, Any]]:
        text = files(self.package).joinpath(self.file).read_text(encoding="utf-8")
        yield from tomllib.loads(text)["measure"]


shipped = Registry[Shipped]("file of measures")
add = shipped.add


def define(*, by: str) -> int:
    """Define those that nobody has defined yet; how many. What an evaluator changed since stays changed."""
    told = {each["key"]: each for one in shipped.values() for each in one.measures()}
    known = set(Measure.objects.filter(key__in=told).values_list("key", flat=True))
    for key in sorted(set(told) - known):
        _define(told[key], by)
    return len(set(told) - known)


def _define(told: Mapping[str, Any], by: str) -> None:
    texts: dict[str, Any] = {name: Words(en=told[name]) for name in ("title", "short", "limits")}
    define_measure(told["key"], told["specification"], **texts, by=by)
