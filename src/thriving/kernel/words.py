"""Text in many languages in one field, with a fallback chain and the language marked where it falls back."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import get_language

FALLBACK = "en"


class Words(dict[str, str]):
    """One text by language code: ``Words(en="Plan", ar="خطة")``. Its ``str`` is the reader's language."""

    def best(self, language: str | None = None) -> tuple[str, str]:
        """The text that fits ``language`` (default: the active one) and the language it is in."""
        wanted = language or get_language() or FALLBACK
        for code in (wanted, wanted.split("-")[0], FALLBACK, *self):
            if self.get(code):
                return self[code], code
        return "", wanted

    def __str__(self) -> str:
        return self.best()[0]


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
