"""The fields that several forms of grants have, amounts of money above all."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy

from thriving.evidence.definitions import titles
from thriving.grants.funds.actions.soundness import LONGEST_TEXT, LONGEST_TITLE
from thriving.kernel.money import MoneyRefused, currencies, typed
from thriving.kernel.words import FALLBACK, Words
from thriving.movement.actions.groups import LONGEST_KEY, key_problem
from thriving.movement.forms.choosing import by_name
from thriving.ui import cldr

Text = Any  # as Django takes it: a text, or one that waits for its language
_LONGEST_AMOUNT = 40  # characters


def line(
    label: Text, *, required: bool = True, help_text: Text = "", longest: int = LONGEST_TITLE
) -> forms.CharField:
    words = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(
        label=label, required=required, max_length=longest, widget=words, help_text=help_text
    )


def text(
    label: Text, *, required: bool = False, help_text: Text = "", rows: int = 4, longest: int = LONGEST_TEXT
) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(
        label=label, required=required, max_length=longest, widget=area, help_text=help_text
    )


class KeyField(forms.CharField):
    """The last part of an address, which stays for good."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Name in addresses"),
            max_length=LONGEST_KEY,
            help_text=gettext_lazy("Small Latin letters, digits and hyphens. It stays as it is for good."),
        )

    def clean(self, value: Any) -> str:
        key = str(super().clean(value))
        if sentence := key_problem(key):
            raise ValidationError(sentence, code="key")
        return key


class AmountField(forms.CharField):
    """An amount as people write it; which currency it is of, the whole form knows: see `read_amounts`."""

    def __init__(self, label: Text, *, required: bool = True, help_text: Text = "") -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr"})
        super().__init__(
            label=label, required=required, max_length=_LONGEST_AMOUNT, widget=widget, help_text=help_text
        )

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class CurrencyField(forms.ChoiceField):
    """Those of today; ``kept`` too, if it is none of them any longer."""

    def __init__(self, label: Text, *, kept: str = "", help_text: Text = "") -> None:
        codes = {*currencies(), *filter(None, [kept])}
        named = sorted(((code, f"{cldr.currency_name(code)} ({code})") for code in codes), key=by_name)
        super().__init__(label=label, choices=[("", "–"), *named], help_text=help_text)


def shared_measures() -> list[tuple[str, str]]:
    """To choose from, each by what its newest version is called."""
    return sorted(((key, str(title)) for key, title in titles().items()), key=by_name)


def read_amounts(form: forms.Form, names: tuple[str, ...], currency: str) -> None:
    """Put `Money` in the place of what was typed; what is none becomes an error of its field."""
    for name in names:
        if written := form.cleaned_data.get(name):
            try:
                form.cleaned_data[name] = typed(written, currency)
            except MoneyRefused as refused:
                form.add_error(name, str(refused))


def language() -> str:
    """In which the reader writes: that of the page."""
    return get_language() or FALLBACK


def said_in(before: Words | None, words: str) -> Words:
    """What stood there in other languages stays; left as it was shown, it is no translation."""
    if before and words == str(before):
        return before
    return Words({**(before or {}), language(): words})
