"""What those who answer are promised: what for, until when, and who reads it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel.words import Words
from thriving.movement.forms.days import DayInput
from thriving.questions.actions.course import LONGEST_PURPOSE
from thriving.questions.models import Questionnaire

MOST_DAYS = 3_650


class PromiseForm(forms.Form):
    purpose = forms.CharField(
        label=gettext_lazy("What the answers are for"),
        max_length=LONGEST_PURPOSE,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=gettext_lazy("Those who answer read it. Ask nothing that this does not need."),
    )
    delete_on = forms.DateField(label=gettext_lazy("Delete the answers on"), required=False, widget=DayInput)
    delete_after = forms.IntegerField(
        label=gettext_lazy("Or so many days after the end"), required=False, min_value=0, max_value=MOST_DAYS
    )
    read_singly = forms.BooleanField(
        label=gettext_lazy("We need to read what each person answers, not only totals"),
        required=False,
        help_text=gettext_lazy("Those who answer are told so."),
    )

    def __init__(self, questionnaire: Questionnaire, data: Any = None) -> None:
        self.questionnaire = questionnaire
        super().__init__(
            data,
            initial={
                "purpose": questionnaire.purpose.get(questionnaire.language, ""),
                "delete_on": questionnaire.delete_on,
                "delete_after": questionnaire.delete_after,
                "read_singly": questionnaire.read_singly,
            },
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and (said.get("delete_on") is None) == (said.get("delete_after") is None):
            self.add_error("delete_on", _("Give a day, or a number of days after the end: one of the two."))
        return said

    def promised(self) -> dict[str, Any]:
        """For `actions.keep_until`."""
        said = self.cleaned_data
        purpose = Words({**self.questionnaire.purpose, self.questionnaire.language: said["purpose"]})
        return {**said, "purpose": purpose}
