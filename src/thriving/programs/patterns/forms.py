"""What is typed of a learning pattern, and of where it was used."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from thriving.kernel import clock
from thriving.movement.forms import choosing
from thriving.movement.forms.days import DayInput
from thriving.programs.initiatives.forms import fields
from thriving.programs.patterns.actions import Written, problems
from thriving.programs.patterns.actions.using import LONGEST_WHERE
from thriving.programs.patterns.actions.writing import LONGEST_TEXT, LONGEST_TITLE, WORDS
from thriving.programs.patterns.models import Pattern

LONGEST_REASON = 1_000
LABELS = {
    "title": gettext_lazy("Title"),
    "problem": gettext_lazy("Problem"),
    "solution": gettext_lazy("Solution"),
    "when": gettext_lazy("When to use it"),
    "when_not": gettext_lazy("When not to use it"),
}


class SearchForm(forms.Form):
    words = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=100)
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["topic"].choices = [("", gettext_lazy("any")), *choosing.skills_by_group()]  # type: ignore[attr-defined]


class PatternForm(forms.Form):
    """A draft may be saved with holes; what is missing is asked for when it is published."""

    title = fields.line_field(LABELS["title"], LONGEST_TITLE, required=True)
    problem = fields.text_field(
        LABELS["problem"], LONGEST_TEXT, gettext_lazy("What goes wrong, for whom, and how one notices."), 3
    )
    solution = fields.text_field(
        LABELS["solution"], LONGEST_TEXT, gettext_lazy("What you did, so that others can do it too."), 6
    )
    when = fields.text_field(LABELS["when"], LONGEST_TEXT, rows=3)
    when_not = fields.text_field(LABELS["when_not"], LONGEST_TEXT, rows=3)
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Topics"), required=False, choices=choosing.skills_by_group
    )
    credited = forms.BooleanField(
        label=gettext_lazy("Name me as its author"),
        required=False,
        help_text=gettext_lazy("To those who may see your name. Without it, nobody is named."),
    )

    def __init__(self, pattern: Pattern | None = None, data: Any = None, *, is_author: bool = True) -> None:
        super().__init__(data, initial=_initial(pattern) if pattern else None)
        self.pattern = pattern
        self.language = fields.writing_language(pattern)
        if not is_author:
            del self.fields["credited"]

    @property
    def topic_groups(self) -> list[dict[str, Any]]:
        return fields.topic_groups(self["topics"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in problems(self.written()):
                self.add_error(field, sentence)
        return said

    def written(self) -> Written:
        said = self.cleaned_data
        values: dict[str, Any] = {
            name: fields.rewritten(self.pattern, name, self.language, said[name]) for name in WORDS
        }
        values |= {"topics": tuple(said["topics"]), "credited": said.get("credited", False)}
        return Written(**values, language=self.language)


class NewPatternForm(PatternForm):
    key = fields.key_field()
    field_order = ("title", "key")


class ReasonForm(forms.Form):
    reason = fields.text_field(gettext_lazy("Reason"), LONGEST_REASON, gettext_lazy("Everybody reads it."), 3)


class UseForm(forms.Form):
    where = fields.line_field(
        gettext_lazy("Where it was used"),
        LONGEST_WHERE,
        gettext_lazy("An event, a group, a place; nobody’s name."),
        required=True,
    )
    on = forms.DateField(label=gettext_lazy("Day"), widget=DayInput)
    url = fields.page_field(gettext_lazy("Page that tells of it"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"on": clock.today()})


def _initial(pattern: Pattern) -> dict[str, Any]:
    words = {name: getattr(pattern, name).best(pattern.language)[0] for name in WORDS}
    return {**words, "topics": pattern.topics, "credited": pattern.credited}
