"""The fields that several forms of this package have."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language

from thriving.kernel.words import FALLBACK, Words
from thriving.movement.forms import choosing
from thriving.movement.roles import roles

Label = Any  # as Django takes it: a text, or one that waits for its language


def text(
    label: Label, most: int, help_text: Label = "", rows: int = 4, *, required: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        help_text=help_text,
    )


def line(label: Label, most: int, help_text: Label = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, widget=forms.TextInput(attrs={"dir": "auto"}), help_text=help_text
    )


def roles_to_choose(
    label: Label, help_text: Label = "", *, required: bool = False
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=required,
        choices=lambda: [(name, each.title) for name, each in roles.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
    )


def here() -> str:
    """The language of the page, in which somebody writes unless they say otherwise."""
    return get_language() or FALLBACK


def here_written() -> str:
    return choosing.written(here())


def said_in(before: Words | None, words: str) -> Words:
    """What stood there in other languages stays; left as it was shown, it is no translation."""
    if before and words == str(before):
        return before
    return Words({**(before or {}), here(): words})
