"""Answers that came on paper: a table of them, or one sheet after the other."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel.tables import Unreadable
from thriving.movement import spelling
from thriving.questions.forms.answering import AnswerForm
from thriving.questions.models import Version
from thriving.questions.paper import LONGEST_CODE, Reading, read


class PaperForm(forms.Form):
    """A table with a row for each sheet."""

    file = forms.FileField(
        label=gettext_lazy("Table"), help_text=gettext_lazy("CSV or a spreadsheet (.xlsx).")
    )

    def __init__(self, version: Version, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.version, self.reading = version, Reading()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.reading = read(self.version, file)
        except Unreadable as unreadable:
            raise ValidationError(str(unreadable)) from unreadable
        return file


class SheetForm(AnswerForm):
    """One sheet of paper, typed."""

    def __init__(self, version: Version, data: Any = None) -> None:
        super().__init__(version, data)
        code = forms.CharField(
            label=gettext_lazy("Code of the sheet"),
            max_length=LONGEST_CODE,
            help_text=gettext_lazy("Write it on the paper too, such as a number."),
        )
        self.fields = {"-code": code, **self.fields}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        code = spelling.line(said.get("-code", ""))
        if code and self.version.questionnaire.sheets.filter(code=code).exists():
            self.add_error("-code", _("This sheet is there already. Give the new one another code."))
        return said

    @property
    def code(self) -> str:
        return spelling.line(self.cleaned_data["-code"])

    def answers(self) -> dict[str, Any]:
        return {key: value for key, value in super().answers().items() if key != "-code"}
