from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from thriving.grants.funds.models import Round

_YES, _NO = "yes", "no"


class AnswersForm(forms.Form):
    """The quiz of a round: a question of yes or no after the other."""

    def __init__(self, one: Round, data: Any = None) -> None:
        super().__init__(data)
        for each in one.quiz.all():
            self.fields[f"quiz-{each.position}"] = forms.ChoiceField(
                label=str(each.text), choices=[(_YES, _("Yes")), (_NO, _("No"))], widget=forms.RadioSelect
            )

    def answers(self) -> dict[int, bool]:
        said = self.cleaned_data.items()
        return {int(name.removeprefix("quiz-")): value == _YES for name, value in said}
