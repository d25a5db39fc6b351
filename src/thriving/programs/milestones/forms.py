"""What is typed of a milestone: what it is, its steps, and what shows that one is reached."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from thriving.evidence.models import Visibility
from thriving.kernel.words import FALLBACK, Words
from thriving.movement.forms.days import DayInput
from thriving.movement.models import Person
from thriving.programs.milestones import planned
from thriving.programs.milestones.actions.preparing import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    Prepared,
    StepSaid,
)
from thriving.programs.milestones.actions.preparing import problems as problems_of_milestone
from thriving.programs.milestones.actions.proving import LONGEST_TITLE as LONGEST_NAME_OF_PROOF
from thriving.programs.milestones.actions.proving import Shown
from thriving.programs.milestones.actions.proving import problems as problems_of_proof
from thriving.programs.milestones.queries import Course, CourseStep

OPEN_TO = (
    (Visibility.PUBLIC, _("everybody")),
    (Visibility.MEMBERS, _("whoever is signed in")),
    (Visibility.RESTRICTED, _("those who work on it, and evaluators")),
)


def _text(label: Any, help_text: Any = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        help_text=help_text,
    )


class MilestoneForm(forms.Form):
    """Steps are lines; a step that is there keeps its name in addresses as long as its title stays."""

    title = forms.CharField(
        label=_("Title"), max_length=LONGEST_TITLE, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    what = _text(_("What it prepares, and for whom"))
    steps = _text(
        _("Steps"),
        _("In their order, one on each line. A day at its start is when it is due: 2020-03-31 Draft."),
        6,
    )

    def __init__(self, course: Course, data: Any = None) -> None:
        super().__init__(data, initial=_initial(course))
        self.course = course
        if course.planned:
            del self.fields["steps"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in problems_of_milestone(self.said()):
                self.add_error(field if field in self.fields else None, sentence)
        return said

    def said(self) -> Prepared:
        language = get_language() or FALLBACK
        known = self.course.milestone
        title, what = (known.title, known.what) if known else (self.course.title, Words())
        plan, key_result = self.course.serves or ("", "")
        return Prepared(
            self.key(),
            Words({**title, language: self.cleaned_data["title"]}),
            Words({**what, language: self.cleaned_data["what"]}),
            plan,
            key_result,
            _steps(self.cleaned_data.get("steps", ""), self.course, language),
        )

    def key(self) -> str:
        return self.course.key


class NewForm(MilestoneForm):
    key_said = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=60,
        help_text=_("Small Latin letters, digits and hyphens. Left empty, it is made from the title."),
    )
    field_order = ("title", "key_said")

    def key(self) -> str:
        return str(self.cleaned_data["key_said"])

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if planned.by_milestone([said.get("key_said", "")]):
            self.add_error(
                "key_said", gettext("A plan has a milestone of this name: take it up on its page.")
            )
        return said


class ProofForm(forms.Form):
    title = forms.CharField(
        label=_("What shows that it is reached"),
        max_length=LONGEST_NAME_OF_PROOF,
        help_text=_("Such as “Draft charter”, or the title of the page."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    on = forms.DateField(label=_("Reached on"), widget=DayInput)
    file = forms.FileField(
        label=_("Document"), required=False, help_text=_("PDF, PNG, JPEG, CSV or XLSX, up to 20 MB.")
    )
    address = forms.URLField(
        label=_("Or the address of a page"), required=False, max_length=500, assume_scheme="https"
    )
    visibility = forms.ChoiceField(
        label=_("Who may open the document"),
        choices=OPEN_TO,
        help_text=_("That the step is reached, and when, everybody reads."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in problems_of_proof(self.shown(), self.day()):
                self.add_error(field, sentence)
        return said

    def shown(self) -> Shown:
        said = self.cleaned_data
        return Shown(
            Words({get_language() or FALLBACK: said["title"]}),
            said["file"],
            said["address"],
            Visibility(said["visibility"]),
        )

    def day(self) -> date:
        day: date = self.cleaned_data["on"]
        return day


class ReasonForm(forms.Form):
    why = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Everybody reads it."),
    )


class OwnerForm(forms.Form):
    username = forms.CharField(label=_("User name"), max_length=150)

    def clean_username(self) -> Person:
        said = self.cleaned_data["username"].strip()
        if found := Person.objects.without_minors().filter(username=said, is_active=True).first():
            return found
        raise forms.ValidationError(_("Nobody here has this user name."))


def _initial(course: Course) -> dict[str, str]:
    what = course.milestone.what if course.milestone else Words()
    return {"title": str(course.title), "what": str(what), "steps": "\n".join(map(_line, course.steps))}


def _line(step: CourseStep) -> str:
    return f"{step.due_on.isoformat()} {step.title}" if step.due_on else str(step.title)


def _steps(typed: str, course: Course, language: str) -> tuple[StepSaid, ...]:
    known = {str(step.title): step for step in course.steps}
    lines = [_read(line.strip()) for line in typed.splitlines() if line.strip()]
    taken = {step.key for step in course.steps}
    return tuple(_step(title, due_on, known.get(title), language, taken) for title, due_on in lines)


def _step(
    title: str, due_on: date | None, known: CourseStep | None, language: str, taken: set[str]
) -> StepSaid:
    if known:
        return StepSaid(known.key, known.title, due_on)
    key = _free(slugify(title)[:50] or "step", taken)
    return StepSaid(key, Words({language: title}), due_on)


def _free(key: str, taken: set[str]) -> str:
    found, number = key, 2
    while found in taken:
        found, number = f"{key}-{number}", number + 1
    taken.add(found)
    return found


def _read(line: str) -> tuple[str, date | None]:
    first, _space, rest = line.partition(" ")
    try:
        return rest.strip() or line, date.fromisoformat(first)
    except ValueError:
        return line, None
