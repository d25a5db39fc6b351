"""Codex's classes for the controls of Django's forms."""

from __future__ import annotations

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString

# The first that fits counts. Boxes that are ticked stay the browser's own, in our color.
_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, ""),
    (forms.Select, "cdx-select"),
    (forms.Textarea, "cdx-text-area__textarea"),
    (forms.FileInput, "th-file"),
    (forms.widgets.Input, "cdx-text-input__input"),
)


# Codex sizes a control by what it stands in.
_WRAPPERS = {"cdx-text-input__input": "cdx-text-input", "cdx-text-area__textarea": "cdx-text-area"}


def wrapper_of(bound: BoundField) -> str:
    return _WRAPPERS.get(_look_of(bound), "")


def dressed(bound: BoundField) -> SafeString:
    """The control itself, in the look of Codex; Django adds what ties it to its help and errors."""
    classes = " ".join(filter(None, [bound.field.widget.attrs.get("class", ""), _look_of(bound)]))
    return bound.as_widget(attrs={"class": classes} if classes else None)


def _look_of(bound: BoundField) -> str:
    return next((name for kind, name in _CLASSES if isinstance(bound.field.widget, kind)), "")
