"""What somebody says of one thing that was found."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thriving.programs.matching.models import Use, Why


class VerdictForm(forms.Form):
    use = forms.ChoiceField(label=_("Is it of use to you?"), choices=Use.choices, widget=forms.RadioSelect)
    why = forms.ChoiceField(
        label=_("If not, why?"),
        choices=[("", _("I would rather not say")), *Why.choices],
        required=False,
    )

    def said(self) -> dict[str, Any]:
        return {"use": Use(self.cleaned_data["use"]), "why": self.cleaned_data["why"]}
