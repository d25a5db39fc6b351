from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from thriving.kernel.words import Words
from thriving.movement.forms.days import DayInput
from thriving.movement.forms.opened import OverForm
from thriving.programs.asking.forms import LanguageField
from thriving.safety.conduct.actions import Declared, Proof
from thriving.safety.conduct.actions.consulting import LONGEST_COMMENT, day_problems
from thriving.safety.conduct.actions.endorsing import problems as problems_of_proof
from thriving.safety.conduct.actions.voting import problems as problems_of_ballot
from thriving.safety.conduct.actions.writing import LONGEST_NOTE, LONGEST_TEXT
from thriving.safety.conduct.forms import fields
from thriving.safety.conduct.models import AnswerKind, Ballot, Choice, Comment, Text, Version

_EVERYBODY = gettext_lazy("Everybody reads it.")


class WriteForm(OverForm):
    text = fields.text(
        gettext_lazy("Text"),
        LONGEST_TEXT,
        gettext_lazy("An empty line begins a new paragraph. A paragraph that begins with # is a heading."),
        24,
    )

    def __init__(self, text: Text | None, data: Any = None) -> None:
        super().__init__(data, initial={"text": text.text if text else ""})
        self.fields["text"].strip = False  # type: ignore[attr-defined]


class UntilForm(forms.Form):
    until = forms.DateField(label=gettext_lazy("Last day of the consultation"), widget=DayInput)

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        for sentence in day_problems(until):
            raise forms.ValidationError(sentence)
        return until


class CommentForm(forms.Form):
    words = fields.text(
        gettext_lazy("What you think of it"),
        LONGEST_COMMENT,
        gettext_lazy("Everybody reads it, with your name where you show it. Name nobody else."),
        6,
    )
    language = LanguageField(label=gettext_lazy("In which language"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"language": fields.here_written()})


class AnswerForm(OverForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What comes of it"), choices=AnswerKind.choices, widget=forms.RadioSelect
    )
    words = fields.text(gettext_lazy("Answer"), LONGEST_COMMENT, _EVERYBODY)
    language = LanguageField(label=gettext_lazy("In which language"))

    def __init__(self, said: Comment, data: Any = None) -> None:
        told = {"kind": said.kind, "words": said.answer, "language": fields.here_written()}
        super().__init__(data, initial=told)
        self.over(lambda: Comment.objects.values_list("kind", "answer").get(pk=said.pk))


class SummaryForm(forms.Form):
    words = fields.text(gettext_lazy("What came of it"), LONGEST_NOTE, _EVERYBODY, 8)

    def said(self) -> Words:
        return Words({fields.here(): self.cleaned_data["words"]})


class ReasonForm(forms.Form):
    why = fields.text(gettext_lazy("Why"), LONGEST_NOTE, _EVERYBODY, 3)


class ReviewForm(forms.Form):
    words = fields.text(gettext_lazy("Why it stays as it is"), LONGEST_NOTE, _EVERYBODY)


class BallotForm(OverForm):
    roles = fields.roles_to_choose(
        gettext_lazy("Who may vote"),
        gettext_lazy("Whoever holds one of these roles when the ballot opens. Each has one vote."),
        required=True,
    )
    quorum = forms.IntegerField(
        label=gettext_lazy("Quorum, in percent"),
        help_text=gettext_lazy("How many of those who may vote must do so, for the ballot to count."),
    )
    majority = forms.IntegerField(
        label=gettext_lazy("Majority, in percent"),
        initial=50,
        help_text=gettext_lazy("More than this share of the votes for or against must be for it."),
    )
    last_day = forms.DateField(
        label=gettext_lazy("Last day to vote"), widget=DayInput, help_text=gettext_lazy("In UTC.")
    )

    def __init__(self, ballot: Ballot | None, data: Any = None) -> None:
        names = ("roles", "quorum", "majority", "last_day")
        super().__init__(data, initial={name: getattr(ballot, name) for name in names} if ballot else None)
        self.over(lambda: ballot and Ballot.objects.values_list(*names).get(pk=ballot.pk))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors:
            for field, sentence in problems_of_ballot(self.said()):
                self.add_error(field, sentence)
        return told

    def said(self) -> Declared:
        said = self.cleaned_data
        return Declared(tuple(said["roles"]), said["quorum"], said["majority"], said["last_day"])


class VoteForm(forms.Form):
    choice = forms.ChoiceField(
        label=gettext_lazy("Your vote"), choices=Choice.choices, widget=forms.RadioSelect
    )


class EndorseForm(forms.Form):
    body = fields.line(gettext_lazy("Who decided"), 150, gettext_lazy("Such as “Board of Trustees”."))
    title = fields.line(gettext_lazy("What the decision is called"), 200)
    decided_on = forms.DateField(label=gettext_lazy("Decided on"), widget=DayInput)
    document = forms.FileField(
        label=gettext_lazy("Document"),
        required=False,
        help_text=gettext_lazy("PDF, PNG or JPEG, up to 20 MB."),
    )
    address = forms.URLField(
        label=gettext_lazy("Or the address of a page"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("Everybody can look at it."),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors:
            for field, sentence in problems_of_proof(self.said()):
                self.add_error(field, sentence)
        return told

    def said(self) -> Proof:
        return Proof(**self.cleaned_data)


class AcknowledgeForm(forms.Form):
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    read = forms.BooleanField(label=gettext_lazy("I have read it, and I will keep to it."))

    def __init__(self, text: Text, data: Any = None) -> None:
        super().__init__(data, initial={"sha256": text.sha256})


def ballot_of(version: Version) -> Ballot | None:
    return Ballot.objects.filter(version=version).first()
