"""What is typed of an experiment: its plan, the steps it takes, and its result."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thriving.kernel.words import FALLBACK, Words
from thriving.movement.forms.days import DayInput
from thriving.programs.experiments import frameworks
from thriving.programs.experiments.actions.connecting import unknown
from thriving.programs.experiments.actions.planning import (
    LARGEST_SIZE,
    LEAST_SIZE,
    LEVELS,
    LONGEST_TEXT,
    LONGEST_TITLE,
    TEXTS,
    Planned,
)
from thriving.programs.experiments.actions.planning import problems as problems_of_plan
from thriving.programs.experiments.actions.telling import LARGEST, PARTS, SIDES, Told
from thriving.programs.experiments.actions.telling import problems as problems_of_result
from thriving.programs.experiments.models import Experiment, Hoped, Outcome

SIDE_TITLES = {"changed": _("With the change"), "compared": _("Without it")}
PART_TITLES = {
    "reached": _("how many did it"),
    "size": _("how many took part"),
    "mean": _("mean"),
    "deviation": _("standard deviation"),
}


def _text(label: Any, help_text: Any = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        help_text=help_text,
    )


class PlanForm(forms.Form):
    """A draft may be saved with holes; what is missing is asked for when it is decided."""

    title = forms.CharField(
        label=_("Title"), max_length=LONGEST_TITLE, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    framework = forms.CharField(
        label=_("What it improves"),
        max_length=60,
        help_text=_("As plans call it in their addresses, such as campaign-in-a-box."),
    )  # where no plan names anything; else one chooses by name
    question = _text(_("Question"), _("What you do not know yet."), 2)
    hypothesis = _text(_("Hypothesis"), _("What you expect, and why."))
    change = _text(_("What is changed"))
    comparison = _text(_("What it is compared with"), _("The same people earlier, another group, a draw."))
    measured = _text(_("What is measured"), _("So that two people would count the same."), 2)
    sample_words = _text(_("Who takes part, and how they are chosen"))
    planned_size = forms.IntegerField(
        label=_("How many on each side"), required=False, min_value=LEAST_SIZE, max_value=LARGEST_SIZE
    )
    outcome = forms.ChoiceField(label=_("What is compared"), choices=Outcome.choices)
    hoped = forms.ChoiceField(label=_("What you hope for"), choices=Hoped.choices)
    worth_having = forms.DecimalField(
        label=_("Smallest difference worth having"),
        required=False,
        max_digits=12,
        decimal_places=4,
        help_text=_("For shares in percentage points. Less than this would not be worth the work."),
    )
    level = forms.TypedChoiceField(
        label=_("How sure the interval is to be"),
        choices=[(level, f"{level} %") for level in LEVELS],
        coerce=int,
        initial=95,
    )

    def __init__(self, experiment: Experiment | None = None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(experiment) if experiment else None)
        self.experiment = experiment
        if choices := frameworks.to_choose(experiment.framework if experiment else ""):
            self.fields["framework"] = forms.ChoiceField(
                label=_("What it improves"), choices=[("", _("Choose one")), *choices]
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in problems_of_plan(self.planned()):
                self.add_error(field, sentence)
        return said

    def planned(self) -> Planned:
        said = dict(self.cleaned_data)
        language = self.experiment.language if self.experiment else (get_language() or FALLBACK)
        before = dict(self.experiment.title) if self.experiment else {}
        title = Words({**before, language: said.pop("title")})
        said.pop("key", None)
        return Planned(title=title, language=language, **said)


class NewForm(PlanForm):
    key = forms.CharField(
        label=_("Address"),
        max_length=60,
        help_text=_("Small Latin letters, digits and hyphens, such as photo-walk-kit."),
    )
    field_order = ("title", "key")


class DayForm(forms.Form):
    on = forms.DateField(label=_("First day"), widget=DayInput)


class ReasonForm(forms.Form):
    reason = _text(_("Reason"), _("Everybody reads it."))


class ConnectForm(forms.Form):
    """By addresses, as they stand in the browser, or by keys."""

    initiative = forms.CharField(
        label=_("Initiative that it belongs to"),
        required=False,
        max_length=300,
        help_text=_("The address of its page."),
    )
    patterns = _text(
        _("Learning patterns that it rests on"), _("The addresses of their pages, one on each line.")
    )

    def __init__(self, experiment: Experiment, data: Any = None) -> None:
        self.used = [each.pattern for each in experiment.used_patterns.all()]
        initial = {"initiative": experiment.initiative, "patterns": "\n".join(self.used)}
        super().__init__(data, initial=initial)
        self.experiment = experiment

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["initiative"] = _key_in(said.get("initiative", ""))
        said["patterns"] = list(filter(None, map(_key_in, said.get("patterns", "").splitlines())))
        for field, sentence in unknown(**said, kept={self.experiment.initiative, *self.used}):
            self.add_error(field, sentence)
        return said


def _key_in(address: str) -> str:
    """Of "https://…/initiatives/photo-grants/" the last part."""
    return address.strip().rstrip("/").rpartition("/")[2]


class NoteForm(forms.Form):
    words = _text(_("What goes otherwise than decided"), _("Everybody reads it, beside the result."))


class ResultForm(forms.Form):
    """The figures of both sides, of the sort that was decided."""

    def __init__(self, experiment: Experiment, data: Any = None, *, corrects: bool = False) -> None:
        super().__init__(data)
        self.experiment = experiment
        if corrects:
            self.fields["why"] = _text(_("What was wrong"), rows=2)
        else:
            self.fields["on"] = forms.DateField(label=_("Last day"), widget=DayInput)
        for side in SIDES:
            for part in PARTS[Outcome(experiment.outcome)]:
                self.fields[f"{side}_{part}"] = _figure(side, part)
        self.fields["lessons"] = _text(
            _("What was learned"), _("Also where the result is not the one hoped for.")
        )
        self.fields["led_to"] = _text(_("What was changed because of it, and in which version"), rows=2)
        self.fields["data_url"] = forms.URLField(
            label=_("Where the figures can be read"), required=False, max_length=500, assume_scheme="https"
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in problems_of_result(self.experiment, self.told()):
                self.add_error(field, sentence)
        return said

    def told(self) -> Told:
        said = self.cleaned_data
        parts = PARTS[Outcome(self.experiment.outcome)]
        seen: dict[str, dict[str, Decimal | int]] = {
            side: {part: said[f"{side}_{part}"] for part in parts} for side in SIDES
        }
        return Told(seen, said["lessons"], said["led_to"], said["data_url"])


def _figure(side: str, part: str) -> forms.Field:
    label = format_lazy("{}: {}", SIDE_TITLES[side], PART_TITLES[part])
    if part in ("reached", "size"):
        return forms.IntegerField(label=label, min_value=0, max_value=LARGEST_SIZE)
    return forms.DecimalField(label=label, max_digits=14, decimal_places=4, max_value=LARGEST)


def _initial(experiment: Experiment) -> dict[str, Any]:
    names = ("framework", *TEXTS, "planned_size", "outcome", "hoped", "worth_having", "level")
    title = experiment.title.get(experiment.language) or str(experiment.title)
    return {"title": title, **{name: getattr(experiment, name) for name in names}}
