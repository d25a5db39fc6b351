from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from thriving.movement.forms.days import DayInput
from thriving.programs.partnerships.actions.research import (
    Found,
    StreamSaid,
    problems_of_finding,
    problems_of_stream,
)
from thriving.programs.partnerships.forms import fields
from thriving.programs.partnerships.models import Stream


class StreamForm(forms.Form):
    title = fields.line(gettext_lazy("Title"))
    questions = fields.text(gettext_lazy("Questions"), gettext_lazy("What nobody knows yet."))
    methods = fields.text(gettext_lazy("Methods"), gettext_lazy("How it will be found out."))

    def __init__(self, stream: Stream | None = None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(stream) if stream else None)
        self.stream = stream

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in problems_of_stream(self.said()):
                self.add_error(field, sentence)
        return said

    def said(self) -> StreamSaid:
        before, told = (self.stream.title if self.stream else None), self.cleaned_data
        language = self.stream.language if self.stream else fields.language()
        return StreamSaid(fields.said_in(before, told["title"]), told["questions"], told["methods"], language)


class NewStreamForm(StreamForm):
    key = fields.address()
    field_order = ("title", "key")


class FindingForm(forms.Form):
    title = fields.line(gettext_lazy("Title"))
    text = fields.text(gettext_lazy("What was found"), rows=6, required=True)
    on = forms.DateField(label=gettext_lazy("Found on"), widget=DayInput)
    url = fields.page(gettext_lazy("Where the evidence can be read"))
    document = forms.FileField(
        label=gettext_lazy("Or the evidence as a file"),
        required=False,
        help_text=gettext_lazy("It is kept with its SHA-256, so that a change of it is found."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in problems_of_finding(self.found()):
                self.add_error(field, sentence)
        return said

    def found(self) -> Found:
        said = dict(self.cleaned_data)
        title = fields.said_in(None, said.pop("title"))
        return Found(title, language=fields.language(), **said)


def _initial(stream: Stream) -> dict[str, Any]:
    return {"title": str(stream.title), "questions": stream.questions, "methods": stream.methods}
