from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.grants.proposals.intakes import OURS, REQUIRED
from thriving.grants.proposals.models import Intake


class TableForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Table"), help_text=gettext_lazy("CSV or a spreadsheet (.xlsx).")
    )


class ColumnsForm(forms.Form):
    """Which column of the file is which of ours."""

    def __init__(self, intake: Intake, data: Any = None) -> None:
        super().__init__(data, initial={name: str(at) for name, at in intake.mapping.items()})
        choices = [("", _("None")), *((str(at), name) for at, name in enumerate(intake.header))]
        for name, title in OURS.items():
            self.fields[name] = forms.ChoiceField(
                label=str(title), required=name in REQUIRED, choices=choices
            )

    def mapping(self) -> dict[str, int]:
        return {name: int(at) for name, at in self.cleaned_data.items() if at}
