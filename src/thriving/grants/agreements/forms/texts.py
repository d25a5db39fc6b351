from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from thriving.grants.agreements.actions import Signed
from thriving.grants.agreements.forms import fields


class SignForm(forms.Form):
    seal = forms.CharField(widget=forms.HiddenInput, max_length=64)
    name = fields.line(gettext_lazy("Name of who signs"))
    office = fields.line(gettext_lazy("Office"), required=False)
    read = forms.BooleanField(label=gettext_lazy("I have read this text, and sign it for this side"))

    def signed(self) -> Signed:
        said = self.cleaned_data
        return Signed(said["seal"], said["name"], said["office"])
