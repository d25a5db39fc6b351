"""Writing one question, and writing all of them in another language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel.words import Words
from thriving.movement import spelling
from thriving.questions.actions.course import LONGEST_PURPOSE
from thriving.questions.actions.writing import (
    LONGEST_HELP,
    LONGEST_OPTION,
    LONGEST_TITLE,
    Asked,
    Spoken,
    problems,
)
from thriving.questions.kinds import STARS, kinds
from thriving.questions.models import Option, Question, Version


class QuestionForm(forms.Form):
    """One question of a kind, in the language in which the questionnaire is written first."""

    title = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    help = forms.CharField(
        label=gettext_lazy("Help"),
        required=False,
        max_length=LONGEST_HELP,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy("Stands below the question: why you ask, or an example."),
    )
    required = forms.BooleanField(
        label=gettext_lazy("Nobody can finish without answering it"), required=False
    )
    in_totals = forms.BooleanField(label=gettext_lazy("Tell it in totals"), required=False, initial=True)

    def __init__(
        self,
        kind: str,
        language: str,
        question: Question | None = None,
        data: Any = None,
        *,
        may_require: bool = True,
    ) -> None:
        self.kind, self.language, self.question = kinds[kind], language, question
        super().__init__(data, initial=_initial(question, language) if question else None)
        if self.kind.has_options:
            self.fields["options"] = _options_field()
        if self.kind.has_limits:
            self.fields["least"] = _limit_field(gettext_lazy("The least"))
            self.fields["most"] = _limit_field(gettext_lazy("The most"))
        if self.kind.has_most:
            self.fields["most"] = _most_field(kind)
        if not may_require:
            del self.fields["required"]
        self.order_fields(["title", "help", "options", "least", "most"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for name, sentence in problems(self.asked()):
                self.add_error(name, sentence)
        return said

    def asked(self) -> Asked:
        said = self.cleaned_data
        return Asked(
            kind=self.kind.name,
            title=self._with("title", said["title"]),
            help=self._with("help", said["help"]),
            required=said.get("required", False),
            least=said.get("least"),
            most=said.get("most"),
            options=tuple(self._options(said.get("options", ""))),
            in_totals=said["in_totals"],
        )

    def _with(self, name: str, text: str) -> Words:
        before = getattr(self.question, name) if self.question else {}
        kept = {code: each for code, each in before.items() if code != self.language}
        return Words({**kept, self.language: spelling.line(text)} if text else kept)

    def _options(self, lines: str) -> Iterator[Option]:
        """A line that is as it was keeps its key; else the one that stood at the same place does."""
        before = self.question.options if self.question else []
        titles = [line for each in lines.splitlines() if (line := spelling.line(each))]
        same = {each.title.get(self.language, str(each.title)): each for each in before}
        kept = {same[title].key for title in titles if title in same}
        moved = len(titles) != len(before)
        for at, title in enumerate(titles):
            found = same.get(title)
            if found is None and not moved and before[at].key not in kept:
                found = before[at]
            yield _worded(found, self.language, title)


def _worded(option: Option | None, language: str, title: str) -> Option:
    if option is None:
        return Option("", Words({language: title}))
    return Option(option.key, Words({**option.title, language: title}))


def _options_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Answers to choose from"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=gettext_lazy("Each in a line of its own."),
    )


def _limit_field(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, required=False, max_digits=20, decimal_places=6)


def _most_field(kind: str) -> forms.IntegerField:
    if kind == "rating":
        return forms.IntegerField(label=gettext_lazy("From 1 to"), initial=STARS, min_value=2, max_value=10)
    return forms.IntegerField(
        label=gettext_lazy("How many at most"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("Empty: as many as one likes."),
    )


def _initial(question: Question, language: str) -> dict[str, Any]:
    return {
        "title": question.title.get(language, str(question.title)),
        "help": question.help.get(language, str(question.help)),
        "required": question.required,
        "in_totals": question.in_totals,
        "least": _plain(question.least),
        "most": _plain(question.most),
        "options": "\n".join(each.title.get(language, str(each.title)) for each in question.options),
    }


def _plain(limit: Any) -> str:
    return "" if limit is None else format(limit.normalize(), "f")


class TranslationForm(forms.Form):
    """The words of all questions in one language, each beside its first words."""

    def __init__(self, version: Version, language: str, data: Any = None) -> None:
        super().__init__(data)
        self.version, self.language = version, language
        purpose = version.questionnaire.purpose
        self._add("purpose", _("What the answers are for"), purpose, LONGEST_PURPOSE)
        for question in version.asked:
            self._add(f"{question.key}.title", str(question.title), question.title, LONGEST_TITLE)
            if question.help:
                self._add(f"{question.key}.help", str(question.help), question.help, LONGEST_HELP)
            for option in question.options:
                name = f"{question.key}.option.{option.key}"
                self._add(name, str(option.title), option.title, LONGEST_OPTION)

    def groups(self) -> Iterator[tuple[Question, list[BoundField]]]:
        for question in self.version.asked:
            yield question, [self[name] for name in self.fields if name.startswith(f"{question.key}.")]

    def spoken(self) -> Mapping[str, Spoken]:
        return {question.key: self._spoken(question) for question in self.version.asked}

    def _spoken(self, question: Question) -> Spoken:
        said = {name: spelling.line(text) for name, text in self.cleaned_data.items()}
        return Spoken(
            title=said.get(f"{question.key}.title", ""),
            help=said.get(f"{question.key}.help", ""),
            options={
                each.key: said.get(f"{question.key}.option.{each.key}", "") for each in question.options
            },
        )

    def _add(self, name: str, label: str, words: Words, longest: int) -> None:
        widget = forms.TextInput(attrs={"dir": "auto", "lang": self.language})
        self.fields[name] = forms.CharField(
            label=label,
            required=False,
            max_length=longest,
            widget=widget,
            initial=words.get(self.language, ""),
        )
