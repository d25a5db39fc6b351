"""The fields that several forms of this package have."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from thriving.kernel.words import FALLBACK, Words
from thriving.movement.actions.groups import LONGEST_KEY
from thriving.programs.partnerships.actions.partners import LONGEST_NAME, LONGEST_TEXT

Text = Any  # as Django takes it: a text, or one that waits for its language


def line(label: Text, *, required: bool = True, help_text: Text = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=help_text,
    )


def text(label: Text, help_text: Text = "", rows: int = 3, *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        help_text=help_text,
    )


def address() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Name in addresses"),
        max_length=LONGEST_KEY,
        help_text=gettext_lazy("Small Latin letters, digits and hyphens. It stays as it is for good."),
    )


def page(label: Text, help_text: Text = "") -> forms.URLField:
    return forms.URLField(
        label=label, required=False, max_length=500, assume_scheme="https", help_text=help_text
    )


def language() -> str:
    """In which the reader writes: that of the page."""
    return get_language() or FALLBACK


def said_in(before: Words | None, words: str) -> Words:
    """What stood there in other languages stays; left as it was shown, it is no translation."""
    if before and words == str(before):
        return before
    return Words({**(before or {}), language(): words})
