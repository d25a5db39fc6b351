"""Lists of small parts as a person types them: ``charter-drafted | The charter is drafted | 2020-02-15``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thriving.kernel.words import Words
from thriving.plan.file.parts import Filters, Key
from thriving.plan.file.slots import Slot, slots
from thriving.plan.judgment.thresholds import Thresholds

BETWEEN = " | "
WITHOUT_VALUES = ("exists", "missing")
OF_A_SET = ("in_set", "not_in_set")


def split(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that is not empty, with its number."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield number, split(line)


def write_parts(parts: Iterable[Any], language: str) -> str:
    return "\n".join(BETWEEN.join(_cells(part, language)) for part in parts)


def _cells(part: Any, language: str) -> Iterator[str]:
    for slot in slots(type(part)):
        value = getattr(part, slot.name)
        yield _cell(value, language)


def _cell(value: Any, language: str) -> str:
    if isinstance(value, Words):
        return value.get(language, str(value))
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def read_parts(text: str, kind: Any, language: str, before: Iterable[Any]) -> tuple[Any, ...]:
    """The parts that ``text`` lists. Texts in other languages stay with the part of the same key."""
    known = {part.key: part for part in before if hasattr(part, "key")}
    return tuple(_part(number, cells, kind, language, known) for number, cells in numbered(text))


def _part(number: int, cells: list[str], kind: Any, language: str, known: dict[str, Any]) -> Any:
    declared = slots(kind)
    if len(cells) != len(declared):
        raise ValidationError(
            _("Line %(number)s has %(found)s parts between bars, not %(wanted)s.")
            % {"number": number, "found": len(cells), "wanted": len(declared)}
        )
    values = {slot.name: _value(number, cell, slot) for slot, cell in zip(declared, cells, strict=True)}
    for name, text in values.items():
        if isinstance(text, Words):
            values[name] = Words({**getattr(known.get(cells[0]), name, {}), language: str(text)})
    return kind(**values)


def _value(number: int, cell: str, slot: Slot) -> Any:
    try:
        return _READERS[slot.type](cell)
    except (ValueError, InvalidOperation) as trouble:
        raise ValidationError(
            _("Line %(number)s: “%(cell)s” is not %(wanted)s.")
            % {"number": number, "cell": cell[:100], "wanted": _wanted(slot.type)}
        ) from trouble


def _wanted(kind: Any) -> str:
    return _("a day such as 2020-04-15") if kind is date else _("a number")


def _words(cell: str) -> Words:
    return Words(en=cell)


_READERS: dict[Any, Callable[[str], Any]] = {
    Key: Key,
    Words: _words,
    date: date.fromisoformat,
    Decimal: Decimal,
}


def write_filters(filters: Filters) -> str:
    return "\n".join(BETWEEN.join(_filter(*each)) for each in filters)


def _filter(dimension: str, operator: str, values: Any = ()) -> list[str]:
    told = values if isinstance(values, str) else ", ".join(values or ())
    return [dimension, operator, *([told] if told else [])]


def read_filters(text: str) -> Filters:
    return Filters(tuple(_condition(number, cells) for number, cells in numbered(text)))


def _condition(number: int, cells: list[str]) -> tuple[Any, ...]:
    dimension, operator, said = [*cells, "", ""][:3]
    if operator in WITHOUT_VALUES:
        return dimension, operator, ()
    if not said:
        raise ValidationError(
            _("Line %(number)s: write a dimension, a comparison and its values, with bars between them.")
            % {"number": number}
        )
    return (
        dimension,
        operator,
        said if operator in OF_A_SET else tuple(each.strip() for each in said.split(",")),
    )


def write_thresholds(rule: Thresholds) -> str:
    return "\n".join(BETWEEN.join((name, str(value))) for name, value in asdict(rule).items())


def read_thresholds(text: str) -> Thresholds:
    told = {cells[0]: cells[1] for _number, cells in numbered(text) if len(cells) > 1}
    try:
        return Thresholds.of(told)
    except (ValueError, InvalidOperation) as trouble:
        raise ValidationError(
            _("Each line names a threshold and a number, with a bar between them.")
        ) from trouble
