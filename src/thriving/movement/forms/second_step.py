from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SEPARATORS = str.maketrans("", "", "- \u00a0\u2011")


class Code(forms.CharField):
    """Digits of any script, however they are grouped."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr", "spellcheck": "false"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> str:
        typed = (super().to_python(value) or "").translate(SEPARATORS)
        return "".join(str(int(each)) if each.isdecimal() else each for each in typed)


class SecondStepForm(forms.Form):
    code = Code(
        label=_("Code"),
        help_text=_("Of your authenticator app, or one of your recovery codes."),
    )


class NewAppForm(forms.Form):
    code = Code(label=_("Code"), help_text=_("The six digits that the app shows now."))


class NewPasskeyForm(forms.Form):
    name = forms.CharField(
        label=_("A name for it"),
        max_length=60,
        help_text=_("By which you will know it again: “my phone”, say."),
    )
