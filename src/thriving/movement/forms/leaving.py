from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement.models import People, Person


class LeaveForm(forms.Form):
    """Typing one's own name is slower than a click, on purpose."""

    username = forms.CharField(
        label=gettext_lazy("The name that you sign in with"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "dir": "auto"}
        ),
    )

    def __init__(self, person: Person, data: Any = None) -> None:
        super().__init__(data)
        self.person = person

    def clean_username(self) -> str:
        told = People.normalize_username(self.cleaned_data["username"])
        if told != self.person.username:
            raise ValidationError(_("This is not the name that you sign in with."))
        return told
