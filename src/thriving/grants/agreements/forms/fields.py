"""The fields that several forms of agreements and payments have."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from thriving.kernel.money import Money, MoneyRefused, typed
from thriving.movement.actions.groups import LONGEST_NAME, LONGEST_TEXT

Text = Any  # as Django takes it: a text, or one that waits for its language


def line(
    label: Text, *, required: bool = True, help_text: Text = "", longest: int = LONGEST_NAME
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=longest,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=help_text,
    )


def text(
    label: Text, help_text: Text = "", rows: int = 3, *, required: bool = True, longest: int = LONGEST_TEXT
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        help_text=help_text,
    )


class MoneyField(forms.CharField):
    """An amount in the one currency that fits, as people write it; what is none gets its sentence."""

    def __init__(self, currency: str, label: Text, **options: Any) -> None:
        self.currency = currency
        shown = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr"})
        super().__init__(label=label, max_length=40, widget=shown, **options)

    def clean(self, value: Any) -> Money:
        try:
            return typed(super().clean(value), self.currency)
        except MoneyRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
