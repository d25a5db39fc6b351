"""A `PlanFile` as TOML in its one canonical form: what is loaded and dumped comes back byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from thriving.kernel.words import Words
from thriving.plan.file.parts import PlanFile
from thriving.plan.file.slots import Slot, slots

WIDE = 110  # a list or an inner table that is longer goes on lines of its own
INDENT = "  "
BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")

# How a specification reads best; what is not here follows in alphabetical order.
ORDER = (
    *("kind", "fact", "where", "of", "numerator", "denominator"),
    *("pair", "before", "after", "scale", "statistic", "improved_by", "minimum"),
    *("indicator", "unit", "direction", "breakdowns", "empty", "privacy", "columns", "golden"),
    *("on", "filters", "members", "subject", "occurred_on", "value", "dimensions", "source", "facts"),
    *("k", "cadence", "code", "decimals"),
)


def write(plan: PlanFile) -> str:
    return "\n".join(_Writer(plan.plan.language).table(plan, "")).strip("\n") + "\n"


class _Writer:
    def __init__(self, language: str) -> None:
        self.language = language

    def table(self, part: Any, path: str) -> Iterator[str]:
        """The lines of one part: its values first, then the tables inside it, as TOML demands."""
        stated = [(slot, getattr(part, slot.name)) for slot in _stated(part)]
        for slot, value in stated:
            if not _is_table(slot, value):
                yield f"{slot.written} = {self.value(value)}"
        for slot, value in stated:
            if _is_table(slot, value):
                yield from self._tables(value, f"{path}.{slot.written}".lstrip("."))

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
        apart = [name for name, value in inner.items() if isinstance(value, Mapping) and self._is_wide(value)]
        yield from (
            f"{_name(name)} = {self.value(value)}" for name, value in inner.items() if name not in apart
        )
        for name in apart:
            yield from self._free(inner[name], f"{path}.{_name(name)}")

    def _is_wide(self, value: Any) -> bool:
        return len(self.value(value)) > WIDE

    def value(self, given: Any) -> str:
        if isinstance(given, Words):
            return self._words(given)
        if isinstance(given, (list, tuple)):
            return self._list(given)
        if is_dataclass(given):
            return self._inner({slot.written: getattr(given, slot.name) for slot in _stated(given)})
        if isinstance(given, Mapping):
            return self._inner({name: given[name] for name in sorted(given, key=_place)})
        return _scalar(given)

    def _words(self, given: Words) -> str:
        only = set(given) == {self.language}
        return _scalar(given[self.language]) if only else self._inner(dict(sorted(given.items())))

    def _inner(self, given: Mapping[str, Any]) -> str:
        inner = ", ".join(
            f"{_name(name)} = {self.value(value)}" for name, value in given.items() if value is not None
        )
        return f"{{ {inner} }}" if inner else "{}"

    def _list(self, given: list[Any] | tuple[Any, ...]) -> str:
        values = [self.value(each) for each in given]
        tables = any(isinstance(each, Mapping) or is_dataclass(each) for each in given)
        if not tables and len(", ".join(values)) <= WIDE:
            return f"[{', '.join(values)}]"
        return "\n".join(["[", *(f"{INDENT}{value}," for value in values), "]"])


def _stated(part: Any) -> list[Slot]:
    return [slot for slot in slots(type(part)) if not slot.left_out(part)]


def _is_table(slot: Slot, value: Any) -> bool:
    free = isinstance(value, Mapping) and not isinstance(value, Words)
    return slot.tables or is_dataclass(value) or free


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
    return json.dumps(str(given.value if isinstance(given, StrEnum) else given), ensure_ascii=False).replace(
        "\x7f", "\\u007F"
    )


def number(given: float | Decimal) -> str:
    """Without an exponent and without idle zeros."""
    plain = f"{Decimal(str(given)):f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
