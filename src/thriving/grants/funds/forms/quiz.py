from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from thriving.grants.funds.actions import QuizSaid
from thriving.grants.funds.actions.quiz import LONGEST_OTHERWISE, LONGEST_QUESTION
from thriving.grants.funds.forms import fields

_YES, _NO = "yes", "no"


class QuizForm(forms.Form):
    text = fields.line(gettext_lazy("Question"), longest=LONGEST_QUESTION)
    wanted = forms.ChoiceField(
        label=gettext_lazy("The answer of who may apply"),
        choices=[(_YES, gettext_lazy("Yes")), (_NO, gettext_lazy("No"))],
        initial=_YES,
        widget=forms.RadioSelect,
    )
    otherwise = fields.text(
        gettext_lazy("What others are told"),
        required=True,
        rows=3,
        longest=LONGEST_OTHERWISE,
        help_text=gettext_lazy("Why not, and where they may find what supports them."),
    )

    def said(self) -> QuizSaid:
        it = self.cleaned_data
        text, otherwise = (fields.said_in(None, it[name]) for name in ("text", "otherwise"))
        return QuizSaid(text, otherwise, wanted=it["wanted"] == _YES)
