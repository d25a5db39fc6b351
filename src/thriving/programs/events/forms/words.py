"""A text in several languages: a field for each that is written already, for English and for the page's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext_lazy

from thriving.kernel.words import FALLBACK, Words
from thriving.movement.forms.groups import NamedField
from thriving.movement.queries.called import languages_called
from thriving.ui import cldr

Text = str | Promise
ANOTHER = "another"


def languages_of(texts: Iterable[Words]) -> list[str]:
    written = sorted({code for words in texts for code in words})
    return list(dict.fromkeys([get_language() or FALLBACK, FALLBACK, *written]))


def words_fields(name: str, label: Text, languages: list[str], *, most: int, rows: int = 0) -> dict[str, Any]:
    """``rows`` makes it a text of several lines."""
    return {f"{name}_{code}": _field(label, code, most, rows) for code in languages}


def same_in_another(name: str, label: Text, *, most: int, rows: int = 0) -> dict[str, Any]:
    field = forms.CharField(
        label=format_lazy("{}: {}", label, gettext_lazy("the same in it")),
        required=False,
        max_length=most,
        widget=_widget("", rows),
    )
    return {f"{name}_{ANOTHER}": field}


def another_language() -> NamedField:
    """For the languages in which this site has no pages."""
    return NamedField(
        label=gettext_lazy("Another language"),
        help_text=gettext_lazy("One at a time: save, and come back for the next one."),
        called=languages_called,
        written=cldr.language_name,
        unknown=gettext_lazy("No language is called “%(name)s”."),
    )


def said_words(name: str, languages: list[str], said: dict[str, Any]) -> Words:
    texts = {code: said.get(f"{name}_{code}") or "" for code in languages}
    texts |= dict.fromkeys(said.get(ANOTHER) or (), said.get(f"{name}_{ANOTHER}") or "")
    return Words({code: text for code, text in texts.items() if text})


def _field(label: Text, code: str, most: int, rows: int) -> forms.CharField:
    return forms.CharField(
        label=format_lazy("{} ({})", label, cldr.language_name(code)),
        required=False,
        max_length=most,
        widget=_widget(code, rows),
    )


def _widget(code: str, rows: int) -> forms.Widget:
    attributes = {"dir": "auto", **({"lang": code} if code else {})}
    return forms.Textarea(attrs={**attributes, "rows": rows}) if rows else forms.TextInput(attrs=attributes)
