"""How each declared type of a part's field is typed by a person and read back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, get_args, get_origin

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _

from thriving.kernel.words import Words
from thriving.plan.editing import lines
from thriving.plan.editing.names import HELP, NAMES
from thriving.plan.file.parts import Filters, Key, Specification
from thriving.plan.file.read import SLUG
from thriving.plan.file.slots import Slot
from thriving.plan.forms import LONGEST, Day
from thriving.plan.judgment.thresholds import Thresholds
from thriving.ui import cldr

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Piece:
    """One field of a part: the inputs that show it, and its value read from them."""

    slot: Slot
    before: Any  # its value now; for a new part, what it would be anyway
    language: str  # of the plan
    choices: Choices | None = None

    @property
    def name(self) -> str:
        return self.slot.name

    def inputs(self) -> dict[str, forms.Field]:
        if self.slot.type is Words:
            return {f"{self.name}__{code}": self._words_input(code) for code in self._languages()}
        return {self.name: self._input()}

    def value(self, typed: Mapping[str, Any]) -> Any:
        if self.slot.type is Words:
            told = {code: typed.get(f"{self.name}__{code}", "").strip() for code in self._languages()}
            return Words({code: text for code, text in told.items() if text})
        return self._read(typed.get(self.name))

    def _languages(self) -> list[str]:
        """The plan's own first, then those of the site and of the text."""
        held = list(self.before) if isinstance(self.before, Words) else []
        return list(dict.fromkeys([self.language, *(code for code, _name in settings.LANGUAGES), *held]))

    def _words_input(self, code: str) -> forms.Field:
        own = code == self.language
        return forms.CharField(
            label=self._label() if own else f"{self._label()} ({cldr.language_name(code)})",
            help_text=HELP.get(self.name, "") if own else "",
            required=own and self.slot.default is MISSING,
            initial=(self.before or {}).get(code, ""),
            max_length=LONGEST,
            widget=_rows(2, lang=code, dir="auto"),
        )

    def _label(self) -> str:
        return str(NAMES.get(self.name, self.name))

    def _input(self) -> forms.Field:
        said: dict[str, Any] = {
            "label": self._label(),
            "help_text": HELP.get(self.name, ""),
            "required": self.slot.default is MISSING,
            "initial": self._shown(),
        }
        if self.choices is not None:
            return self._choice(said)
        make = _INPUTS.get(self.slot.type, _lines_input)
        return make(said)

    def _choice(self, said: dict[str, Any]) -> forms.Field:
        if get_origin(self.slot.type) is tuple:
            many = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(choices=self.choices or (), widget=many, **said)
        nothing = [] if said["required"] else [("", "–")]
        return forms.ChoiceField(choices=[*nothing, *(self.choices or ())], **said)

    def _shown(self) -> Any:
        if self.before is None:
            return None
        if _lists_parts(self.slot.type):
            return lines.write_parts(self.before, self.language)
        return _SHOWN.get(self.slot.type, _as_it_is)(self.before)

    def _read(self, typed: Any) -> Any:
        kind = self.slot.type
        if _lists_parts(kind):
            return lines.read_parts(typed, get_args(kind)[0], self.language, self.before or ())
        if get_origin(kind) is tuple:
            return tuple(typed or ())
        if kind in _READ:
            return _READ[kind](typed)
        if typed in (None, ""):
            return None if self.slot.default is MISSING else self.slot.default
        return kind(typed) if isinstance(kind, type) and issubclass(kind, Enum) else typed


def _rows(rows: int, **attributes: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attributes})


def _lists_parts(kind: Any) -> bool:
    return get_origin(kind) is tuple and is_dataclass(get_args(kind)[0])


def _as_it_is(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _without_zeros(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _as_json(value: Specification) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _specification(typed: str) -> Specification:
    try:
        told = json.loads(typed)
    except json.JSONDecodeError as trouble:
        raise ValidationError(_("This is not JSON: line %(line)s.") % {"line": trouble.lineno}) from trouble
    if not isinstance(told, dict):
        raise ValidationError(_("A definition is written between braces."))
    return Specification(told)


def _key_input(said: dict[str, Any]) -> forms.Field:
    return forms.CharField(max_length=80, validators=[RegexValidator(rf"^{SLUG.pattern}$")], **said)


def _lines_input(said: dict[str, Any]) -> forms.Field:
    return forms.CharField(max_length=LONGEST, widget=_rows(4), **said)


Make = Callable[[dict[str, Any]], forms.Field]
_INPUTS: dict[Any, Make] = {
    Key: _key_input,
    bool: lambda said: forms.BooleanField(**{**said, "required": False}),
    date: lambda said: Day(**said),
    int: lambda said: forms.IntegerField(min_value=0, **said),
    str: lambda said: forms.CharField(max_length=LONGEST, **said),
    Decimal: lambda said: forms.DecimalField(max_digits=20, decimal_places=6, **said),
}
_SHOWN: dict[Any, Callable[[Any], Any]] = {
    Decimal: _without_zeros,
    Filters: lines.write_filters,
    Specification: _as_json,
    Thresholds: lines.write_thresholds,
}
_READ: dict[Any, Callable[[str], Any]] = {
    Filters: lines.read_filters,
    Specification: _specification,
    Thresholds: lines.read_thresholds,
}
