"""Text in many languages in one field, with a fallback chain and the language told where it falls back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext as _

FALLBACK = "en"


class Words(dict[str, str]):
    """One text by language code: ``Words(en="Plan", ar="خطة")``. Its ``str`` is the reader's language."""

    def best(self, language: str | None = None) -> tuple[str, str]:
        """The text that fits ``language`` (default: the active one) and the language it is in."""
        wanted = language or get_language() or FALLBACK
        codes = {code.lower(): code for code in sorted(self) if self[code]}
        for candidate in (*chain(wanted), *codes):
            if code := codes.get(candidate):
                return self[code], code
        return "", wanted

    def falls_back(self, language: str | None = None) -> bool:
        """Whether a reader of ``language`` gets another one, which the page then marks."""
        wanted = language or get_language() or FALLBACK
        return _base(self.best(wanted)[1]) != _base(wanted)

    def __str__(self) -> str:
        return self.best()[0]


def in_every_language(message: str, named: Mapping[str, str] | None = None) -> Words:
    """What the interface would say in each of its languages, as words of a record."""
    said = Words()
    for language, _name in settings.LANGUAGES:
        with override(language):
            said[language] = gettext(message) % (named or {})
    return said


def chain(language: str) -> Iterator[str]:
    """Which languages to try, nearest first: "zh-hant-tw", "zh-hant", "zh", then the fallback."""
    parts = language.lower().split("-")
    yield from ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    yield FALLBACK


def _base(language: str) -> str:
    return language.lower().split("-")[0]


class WordsField(models.JSONField):
    """A column of ``Words``; an empty one is ``{}``."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("default", Words)
        options.setdefault("blank", True)
        super().__init__(**options)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Words:
        return Words(super().from_db_value(value, expression, connection) or {})

    def to_python(self, value: Any) -> Words:
        return value if isinstance(value, Words) else Words(super().to_python(value) or {})

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if not all(isinstance(part, str) for pair in value.items() for part in pair):
            raise ValidationError(_("Words are one text for each language."), code="invalid")
