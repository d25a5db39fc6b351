from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


def _new(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class NewPasswordForm(forms.Form):
    password = _new(gettext_lazy("New password"))
    password_again = _new(gettext_lazy("The same once more"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "password" in given and "password_again" in given and given["password"] != given["password_again"]:
            self.add_error("password_again", _("This is not the same password."))
        return given


class ForgottenForm(forms.Form):
    username = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=150,
        help_text=gettext_lazy("The name that you sign in with."),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "dir": "auto"}
        ),
    )
