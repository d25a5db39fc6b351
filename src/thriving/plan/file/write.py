"""A `PlanFile` as TOML in its one canonical form: what is loaded and dumped comes back byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from thriving.kernel.words import Words
from thriving.plan.file.parts import PlanFile
from thriving.plan.file.read import table_of

WIDE = 110  # a list or an inner table that is longer goes on lines of its own
INDENT = "  "
BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")

# How a specification reads best; what is not here follows in alphabetical order.
ORDER = (
    "kind fact where of numerator denominator pair before after scale statistic improved_by minimum indicator unit"
    " direction breakdowns empty privacy columns golden"
    " on filters members subject occurred_on value dimensions source facts k cadence code decimals"
).split()


def write(plan: PlanFile) -> str:
    return "\n".join(_Writer(plan.plan.language).table(plan, "")).strip("\n") + "\n"


class _Writer:
    def __init__(self, language: str) -> None:
        self.language = language

    def table(self, part: Any, path: str) -> Iterator[str]:
        """The lines of one part: its values first, then the tables inside it, as TOML demands."""
        stated = [(each, getattr(part, each.name)) for each in fields(part) if not _left_out(part, each)]
        for each, value in stated:
            if not _is_table(each, value):
                yield f"{table_of(each)} = {self.value(value)}"
        for each, value in stated:
            if _is_table(each, value):
                yield from self._tables(value, f"{path}.{table_of(each)}".lstrip("."))

    def _tables(self, value: Any, path: str) -> Iterator[str]:
        if isinstance(value, tuple):
            for part in value:
                yield from ["", f"[[{path}]]", *self.table(part, path)]
        elif isinstance(value, Mapping):
            yield from self._free(value, path)
        else:
            yield from ["", f"[{path}]", *self.table(value, path)]

    def _free(self, given: Mapping[str, Any], path: str) -> Iterator[str]:
        """A table without declared fields: a measure's specification, and its golden example."""
        yield from ["", f"[{path}]"]
        inner = {name: given[name] for name in sorted(given, key=_place) if given[name] is not None}
        apart = {name for name, value in inner.items() if isinstance(value, Mapping) and len(self.value(value)) > WIDE}
        yield from (f"{_name(name)} = {self.value(value)}" for name, value in inner.items() if name not in apart)
        for name in inner:
            if name in apart:
                yield from self._free(inner[name], f"{path}.{_name(name)}")

    def value(self, given: Any) -> str:
        if isinstance(given, Words):
            return self._words(given)
        if isinstance(given, (list, tuple)):
            return self._list(given)
        if is_dataclass(given):
            stated = (each for each in fields(given) if not _left_out(given, each))
            return self._inner({table_of(each): getattr(given, each.name) for each in stated})
        if isinstance(given, Mapping):
            return self._inner({name: given[name] for name in sorted(given, key=_place)})
        return _scalar(given)

    def _words(self, given: Words) -> str:
        only = set(given) == {self.language}
        return _scalar(given[self.language]) if only else self._inner(dict(sorted(given.items())))

    def _inner(self, given: Mapping[str, Any]) -> str:
        inner = ", ".join(f"{_name(name)} = {self.value(value)}" for name, value in given.items() if value is not None)
        return f"{{ {inner} }}" if inner else "{}"

    def _list(self, given: list[Any] | tuple[Any, ...]) -> str:
        values = [self.value(each) for each in given]
        tables = any(isinstance(each, Mapping) or is_dataclass(each) for each in given)
        if not tables and len(", ".join(values)) <= WIDE:
            return f"[{', '.join(values)}]"
        return "\n".join(["[", *(f"{INDENT}{value}," for value in values), "]"])


def _left_out(part: Any, each: Field[Any]) -> bool:
    """What is as it would be anyway is not written."""
    if each.metadata.get("always"):
        return False
    value = getattr(part, each.name)
    default = each.default_factory() if each.default_factory is not MISSING else each.default
    return bool(value == default)


def _is_table(each: Field[Any], value: Any) -> bool:
    free = isinstance(value, Mapping) and not isinstance(value, Words)
    return "table" in each.metadata or is_dataclass(value) or free


def _place(name: str) -> tuple[int, str]:
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)


def _name(name: str) -> str:
    return name if name and BARE.issuperset(name) else _scalar(name)


def _scalar(given: Any) -> str:
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, (int, float, Decimal)):
        return number(given)
    if isinstance(given, date):
        return given.isoformat()
    # TOML's basic strings are JSON's, but for this one character.
    return json.dumps(str(given.value if isinstance(given, StrEnum) else given), ensure_ascii=False).replace("\x7f", "\\u007F")


def number(given: float | Decimal) -> str:
    """Without an exponent and without idle zeros."""
    plain = f"{Decimal(str(given)):f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
