"""New weights, each beside its meaning, and why they are changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thriving.programs.matching.actions import IN_ALL, LONGEST_REASON, problems
from thriving.programs.matching.engine import PARTS
from thriving.programs.matching.queries import Weights
from thriving.programs.matching.wording import MEANINGS
from thriving.programs.matching.wording import PARTS as TITLES


class WeightsForm(forms.Form):
    def __init__(self, before: Weights, data: Any = None) -> None:
        super().__init__(data)
        self.before = before
        for part in PARTS:
            self.fields[part.name] = forms.IntegerField(
                label=str(TITLES[part.name]),
                help_text=str(MEANINGS[part.name]),
                min_value=0,
                max_value=IN_ALL,
                initial=before.weights.get(part.name, 0),
            )
        self.fields["reason"] = forms.CharField(
            label=_("Why they are changed"),
            help_text=_("Everybody reads it beside the weights."),
            max_length=LONGEST_REASON,
            widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for sentence in problems(self.before.purpose, self.weights(), said["reason"]):
                self.add_error(None, sentence)
        return said

    def weights(self) -> dict[str, int]:
        return {part.name: self.cleaned_data[part.name] for part in PARTS}
