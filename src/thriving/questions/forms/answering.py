"""A version's questions as a form: usable with a keyboard, a screen reader, and without a script."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from thriving.questions.models import Question, Sheet, State, Version
from thriving.questions.queries import answers_of

PREFIX = "question"


class AnswerForm(forms.Form):
    """One field for each question, named by its key."""

    def __init__(
        self,
        version: Version,
        data: Any = None,
        initial: Mapping[str, Any] | None = None,
        *,
        final: bool = True,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), prefix=PREFIX)
        self.version = version
        for question in version.asked:
            field = question.sort.field()
            field.required = field.required and final
            self.fields[question.key] = field

    def answers(self) -> dict[str, Any]:
        """What was answered, for `actions.answer`."""
        return dict(self.cleaned_data)


def form_for(
    version: Version, data: Any = None, sheet: Sheet | None = None, *, final: bool = True
) -> AnswerForm:
    """Empty, or with what a sheet answers; a draft (not ``final``) may leave out what is required."""
    kept = answers_of(sheet) if sheet else {}
    return AnswerForm(version, data, _typed(version.asked, kept), final=final)


def _typed(questions: list[Question], kept: Mapping[str, Any]) -> dict[str, Any]:
    """Answers to questions that are asked no more, or of another kind, have no field."""
    return {each.key: each.sort.typed(kept[each.key]) for each in questions if each.key in kept}


def is_draft(sheet: Sheet | None) -> bool:
    return sheet is not None and sheet.state == State.DRAFT
