"""Fields that several forms of initiatives and duties share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import get_language, gettext_lazy

from thriving.kernel.words import FALLBACK, Words
from thriving.movement.actions.groups import LONGEST_KEY
from thriving.movement.forms import choosing
from thriving.movement.forms.groups import NamedField
from thriving.movement.queries.called import countries_called, languages_called
from thriving.ui import cldr

Text = Any  # as Django takes it: a text, or one that waits for its language


def writing_language(record: Any) -> str:
    """In which a record's words are written first; of a new one, that of the page."""
    return record.language if record else get_language() or FALLBACK


def rewritten(record: Any, name: str, language: str, text: str) -> Words:
    """The record's words with ``text`` in their own language; an empty text takes its translations along."""
    before = getattr(record, name) if record else {}
    return Words({**before, language: text}) if text else Words()


def line_field(label: Text, longest: int, help_text: Text = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=longest,
        help_text=help_text,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


def text_field(label: Text, longest: int, help_text: Text = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
    )


def page_field(label: Text, help_text: Text = "") -> forms.URLField:
    return forms.URLField(
        label=label, required=False, max_length=500, assume_scheme="https", help_text=help_text
    )


def key_field() -> forms.SlugField:
    return forms.SlugField(
        label=gettext_lazy("Name in addresses"),
        max_length=LONGEST_KEY,
        help_text=gettext_lazy("Small Latin letters, digits and hyphens. It stays as it is for good."),
    )


def several(label: Text, choices: Any, help_text: Text = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=choices,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )


def countries() -> NamedField:
    return NamedField(
        label=gettext_lazy("Countries"),
        help_text=gettext_lazy("Their names in any language, with commas between them."),
        called=countries_called,
        written=cldr.country_name,
        unknown=gettext_lazy("No country is called “%(name)s”."),
    )


def languages(label: Text, help_text: Text = "") -> NamedField:
    return NamedField(
        label=label,
        help_text=help_text or gettext_lazy("Their names in any language, with commas between them."),
        called=languages_called,
        written=cldr.language_name,
        unknown=gettext_lazy("No language is called “%(name)s”."),
    )


def topic_groups(bound: BoundField) -> list[dict[str, Any]]:
    """Topics under their groups, those open in which one is ticked."""
    ticked = set(bound.value() or ())
    return [
        {
            "name": name,
            "boxes": [(key, label, key in ticked) for key, label in listed],
            "ticked": any(key in ticked for key, _label in listed),
        }
        for name, listed in choosing.skills_by_group()
    ]
