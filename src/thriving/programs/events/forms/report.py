from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from thriving.kernel.words import Words
from thriving.programs.events.actions.report import LONGEST, Told
from thriving.programs.events.models import Report


class ReportForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("How it went"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    learned = forms.CharField(
        label=gettext_lazy("What you learned, and would do otherwise"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=gettext_lazy("Everybody reads it. Name nobody who did not agree."),
    )
    patterns = forms.MultipleChoiceField(
        label=gettext_lazy("Learning patterns that helped, or that you wrote"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, report: Report | None, patterns: Mapping[str, Words], data: Any = None) -> None:
        """``patterns``: those that can be named, by their keys."""
        self.report = report
        self.language = get_language() or "en"
        initial = (
            {
                "words": report.words.get(self.language, ""),
                "learned": report.learned.get(self.language, ""),
                "patterns": report.patterns,
            }
            if report
            else {}
        )
        super().__init__(data, initial=initial)
        field = self.fields["patterns"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(key, str(title)) for key, title in patterns.items()]
        if not patterns:
            del self.fields["patterns"]

    def told(self) -> Told:
        """In the language of the page; what was written in others stays."""
        said = self.cleaned_data
        return Told(self._words("words"), self._words("learned"), tuple(said.get("patterns", ())))

    def _words(self, name: str) -> Words:
        kept: Words = getattr(self.report, name) if self.report else Words()
        return Words({**kept, self.language: self.cleaned_data[name]})
