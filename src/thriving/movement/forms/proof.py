from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement.forms.second_step import Code


class ProofForm(forms.Form):
    """The password once more, or a code of the app: either is enough."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        required=False,
    )
    code = Code(label=gettext_lazy("Code of your authenticator app"), required=False)

    def __init__(self, *args: Any, has_password: bool = True, has_app: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_app:
            del self.fields["code"]
        if not has_password:
            del self.fields["password"]
        for field in self.fields.values():
            field.required = len(self.fields) == 1

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not any(given.values()):
            raise forms.ValidationError(_("Give the password or the code."))
        return given
