from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from thriving.kernel.words import Words
from thriving.programs.events.actions.report import LONGEST, Told
from thriving.programs.events.models import Report

_BETWEEN = re.compile(r"[\s,;]+")


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
    patterns = forms.CharField(
        label=gettext_lazy("Learning patterns that helped, or that you wrote"),
        required=False,
        max_length=700,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=gettext_lazy("Their keys as in their addresses, with commas between."),
    )

    def __init__(self, report: Report | None, data: Any = None) -> None:
        self.report = report
        self.language = get_language() or "en"
        initial = (
            {
                "words": report.words.get(self.language, ""),
                "learned": report.learned.get(self.language, ""),
                "patterns": ", ".join(report.patterns),
            }
            if report
            else {}
        )
        super().__init__(data, initial=initial)

    def told(self) -> Told:
        """In the language of the page; what was written in others stays."""
        said = self.cleaned_data
        keys = tuple(each for each in _BETWEEN.split(said["patterns"]) if each)
        return Told(self._words("words"), self._words("learned"), keys)

    def _words(self, name: str) -> Words:
        kept: Words = getattr(self.report, name) if self.report else Words()
        return Words({**kept, self.language: self.cleaned_data[name]})
