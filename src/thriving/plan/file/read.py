"""From TOML to a `PlanFile`. Every mistake is found in one go, each with its place in the file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, get_args, get_origin

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thriving.kernel.words import Words
from thriving.plan.file.parts import Filters, Key, PlanFile, Specification
from thriving.plan.file.slots import Slot, slots

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_KEY = 80
LANGUAGE = re.compile(r"[a-z]{2,8}(-[A-Za-z0-9]{1,8})*")
FILTER = 3  # dimension, operator, values


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where: ``key_result "risk-protocol" → requirement "stakeholders" → target``."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


class PlanFileRefused(ValidationError):
    """The file cannot be loaded; ``problems`` names every reason with its place."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__([str(problem) for problem in problems])


def read(text: str) -> PlanFile:
    """The plan that ``text`` writes; whether it makes sense as a plan, `check` says."""
    try:
        tables = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise PlanFileRefused([Problem("", _("This is not TOML: %(error)s.") % {"error": error})]) from error
    reader = Reader(_language_of(tables))
    found: PlanFile = reader.part(tables, PlanFile, "")
    if reader.problems:
        raise PlanFileRefused(reader.problems)
    return found


def _language_of(tables: Mapping[str, Any]) -> str:
    plan = tables.get("plan")
    return str(plan.get("language", "en")) if isinstance(plan, dict) else "en"


def place_of(place: str, name: str) -> str:
    return f"{place} → {name}" if place else name


class Reader:
    """Reads values by the declared type of their field and collects what is wrong with them."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.problems: list[Problem] = []

    def part(self, table: Any, kind: Any, place: str) -> Any:
        if not isinstance(table, dict):
            return self._refuse(place, _("a table is expected here"))
        for name in table.keys() - {slot.written for slot in slots(kind)}:
            self._refuse(place_of(place, name), _("there is no such field"))
        return self._built(kind, {slot.name: self._slot(table, slot, place) for slot in slots(kind)})

    def _built(self, kind: Any, values: dict[str, Any]) -> Any:
        # With a problem the result is thrown away, so what is missing may be missing.
        given = {name: value for name, value in values.items() if value is not MISSING}
        try:
            return kind(**given)
        except TypeError:  # a required field is missing, and said to be
            return None

    def _slot(self, table: dict[str, Any], slot: Slot, place: str) -> Any:
        inner = place_of(place, slot.written)
        if slot.written in table:
            return self.value(table[slot.written], slot.type, inner)
        return self._refuse(inner, _("this is missing")) if slot.default is MISSING else MISSING

    def value(self, given: Any, kind: Any, place: str) -> Any:
        if get_origin(kind) is tuple:
            return self._listed(given, get_args(kind)[0], place)
        if is_dataclass(kind):
            return self.part(given, kind, place)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return self._choice(given, kind, place)
        return READERS[kind](self, given, place)

    def _listed(self, given: Any, kind: Any, place: str) -> Any:
        if not isinstance(given, list):
            return self._refuse(place, _("a list is expected here"))
        return tuple(
            self.value(each, kind, _numbered(place, each, number)) for number, each in enumerate(given, 1)
        )

    def _choice(self, given: Any, kind: type[Enum], place: str) -> Any:
        values = [each.value for each in kind]
        if given in values:
            return kind(given)
        choices = ", ".join(values)
        return self._refuse(place, _("this must be one of %(choices)s") % {"choices": choices})

    def _refuse(self, place: str, sentence: str) -> Any:
        self.problems.append(Problem(place, sentence))
        return MISSING

    def text(self, given: Any, place: str) -> Any:
        return given if isinstance(given, str) else self._refuse(place, _("a text is expected here"))

    def key(self, given: Any, place: str) -> Any:
        if isinstance(given, str) and SLUG.fullmatch(given) and len(given) <= LONGEST_KEY:
            return given
        return self._refuse(place, _("a key has lower-case letters, digits and single hyphens, 80 at most"))

    def whole(self, given: Any, place: str) -> Any:
        if isinstance(given, int) and not isinstance(given, bool) and given >= 0:
            return given
        return self._refuse(place, _("a whole number is expected here"))

    def decimal(self, given: Any, place: str) -> Any:
        number = isinstance(given, (int, Decimal)) and not isinstance(given, bool)
        if number and Decimal(given).is_finite():
            return Decimal(given)
        return self._refuse(place, _("a number is expected here"))

    def truth(self, given: Any, place: str) -> Any:
        return given if isinstance(given, bool) else self._refuse(place, _("true or false is expected here"))

    def day(self, given: Any, place: str) -> Any:
        if isinstance(given, date) and not isinstance(given, datetime):
            return given
        return self._refuse(place, _("a day is expected here, as in 2020-06-30, without quotes"))

    def words(self, given: Any, place: str) -> Any:
        if isinstance(given, str):
            return Words({self.language: given}) if given else Words()
        texts = isinstance(given, dict) and all(isinstance(each, str) for each in given.values())
        if texts and all(LANGUAGE.fullmatch(code) for code in given):
            return Words(given)
        return self._refuse(place, _("a text is expected here, or texts by language code"))

    def filters(self, given: Any, place: str) -> Any:
        whole = isinstance(given, list) and all(
            isinstance(each, list) and len(each) == FILTER for each in given
        )
        if whole and all(isinstance(each[0], str) and isinstance(each[1], str) for each in given):
            return filters_of(given)
        return self._refuse(place, _("filters are lists of a dimension, an operator and its values"))

    def specification(self, given: Any, place: str) -> Any:
        if isinstance(given, dict):
            return Specification(plain(given))
        return self._refuse(place, _("a table is expected here"))


READERS: dict[Any, Callable[[Reader, Any, str], Any]] = {
    str: Reader.text,
    Key: Reader.key,
    int: Reader.whole,
    Decimal: Reader.decimal,
    bool: Reader.truth,
    date: Reader.day,
    Words: Reader.words,
    Filters: Reader.filters,
    Specification: Reader.specification,
}


def filters_of(stored: Iterable[Any]) -> Filters:
    """From the lists that JSON and TOML hold."""
    return Filters(
        tuple(tuple(tuple(each) if isinstance(each, list) else each for each in one) for one in stored)
    )


def plain(given: Any) -> Any:
    """As JSON would hold it: days as text, numbers without a type of their own."""
    if isinstance(given, dict):
        return {name: plain(each) for name, each in given.items()}
    if isinstance(given, (list, tuple)):
        return [plain(each) for each in given]
    if isinstance(given, Decimal):
        return int(given) if given == given.to_integral_value() else float(given)
    return given.isoformat() if isinstance(given, date) else given


def _numbered(place: str, part: Any, number: int) -> str:
    key = part.get("key") or part.get("outcome") if isinstance(part, dict) else None
    return f'{place} "{key}"' if isinstance(key, str) else f"{place} {number}"
