"""What each step of a crisis asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from thriving.movement.forms.days import DayInput
from thriving.movement.forms.opened import OverForm
from thriving.programs.councils.forms.meetings import ClockInput
from thriving.safety.crisis import criteria
from thriving.safety.crisis.clocks import MAY_STAND_STILL
from thriving.safety.crisis.forms.raising import Wordy, one_of, text_field
from thriving.safety.crisis.models import Action, Crisis, Decision, Part, Playbook, Review
from thriving.safety.crisis.queries.crises import responders
from thriving.safety.crisis.severity import Said, Severity


class CriteriaForm(Wordy):
    """The criteria, each a question of its own."""

    reason = text_field(
        _("Why, in two or three sentences"), help_text=_("Without names or addresses."), rows=4
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        asked = {f"of_{each.key}": one_of(each.asked, Said.choices) for each in criteria.CRITERIA}
        self.fields = {**asked, **self.fields}

    def answers(self) -> dict[str, str]:
        return {each.key: self.cleaned_data[f"of_{each.key}"] for each in criteria.CRITERIA}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        return said if self.errors else {**said, "answers": self.answers(), "written": self.written("reason")}


class QualifyForm(CriteriaForm):
    severity = forms.TypedChoiceField(
        label=_("How grave is it?"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", _("As the answers ask for")), *Severity.choices],
        help_text=_("Unsure between two? Take the graver one. What the answers ask for is the least."),
    )


class TurnDownForm(CriteriaForm):
    referral = forms.ChoiceField(
        label=_("To whom it is passed on"), required=False, choices=Decision.Referral.choices
    )


LOOKED_BACK = _("What went well, what did not, and why")


class WordsForm(Wordy):
    """One text, under the label that the step gives it."""

    text = text_field(_("Words"), help_text=_("Without names or addresses."))
    field_order: Any = ("text", "names_nobody")

    def __init__(self, label: Any, data: Any = None, *, initial: str = "") -> None:
        super().__init__(data, initial={"text": initial})
        self.fields["text"].label = label

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        return said if self.errors else {**said, "written": self.written()}


class ReviewAnewForm(OverForm, WordsForm):
    def __init__(self, review: Review, data: Any = None) -> None:
        super().__init__(LOOKED_BACK, data, initial=review.text)
        self.over(lambda: Review.objects.get(pk=review.pk).text)


class WhoForm(forms.Form):
    """One of those who may answer crises."""

    who: Any = forms.ModelChoiceField(label=_("Who"), queryset=None)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["who"].queryset = responders()  # type: ignore[attr-defined]  # of the field for one record


class AppointForm(WhoForm, Wordy):
    part = one_of(_("Which part"), Part.choices)
    note = text_field(
        _("What they must know"), help_text=_("Needed where they relieve somebody. Without names."), rows=4
    )
    field_order = ("part", "who", "note", "names_nobody")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["note"].required = False

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        return said if self.errors else {**said, "written": self.written("note")}


class ActionForm(WhoForm, Wordy):
    text = text_field(_("What is to be done"), help_text=_("Without names or addresses."), rows=3)
    due_on = forms.DateField(label=_("By which day"), widget=DayInput)
    field_order = ("text", "who", "due_on", "names_nobody")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        return said if self.errors else {**said, "written": self.written()}


class ChoiceForm(forms.Form):
    """One of the records that belong to a crisis, by its key."""

    which = forms.ChoiceField(label=_("Which one"), widget=forms.RadioSelect)

    def __init__(self, choices: Mapping[str, Any], data: Any = None) -> None:
        super().__init__(data)
        cast("forms.ChoiceField", self.fields["which"]).choices = list(choices.items())


class ChoiceAndWordsForm(WordsForm):
    which = forms.ChoiceField(label=_("Which one"), widget=forms.RadioSelect)
    field_order: Any = ("which", "text", "names_nobody")

    def __init__(self, choices: Mapping[str, Any], label: Any, data: Any = None) -> None:
        super().__init__(label, data)
        cast("forms.ChoiceField", self.fields["which"]).choices = list(choices.items())


class LinkForm(ChoiceAndWordsForm):
    """What a report goes with; and why, for whoever reads it as the second person."""

    def __init__(self, choices: Mapping[str, Any], data: Any = None) -> None:
        super().__init__(choices, _("Why they are the same"), data)


class PauseForm(ChoiceAndWordsForm):
    """Until a moment, as clocks in UTC show it."""

    last_day = forms.DateField(label=_("Until which day"), widget=DayInput)
    last_time = forms.TimeField(label=_("Until (UTC)"), widget=ClockInput())
    field_order = ("which", "last_day", "last_time", "text", "names_nobody")

    def __init__(self, choices: Mapping[str, Any], data: Any = None) -> None:
        super().__init__(choices, _("Why it stands still"), data)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.errors:
            return said
        return {**said, "until": datetime.combine(said["last_day"], said["last_time"], UTC)}


class SeverityForm(WordsForm):
    severity = forms.TypedChoiceField(label=_("How grave is it?"), coerce=int)
    field_order = ("severity", "text", "names_nobody")

    def __init__(self, choices: Sequence[tuple[int, Any]], data: Any = None) -> None:
        super().__init__(_("Why"), data)
        cast("forms.ChoiceField", self.fields["severity"]).choices = list(choices)


def clocks_to_choose(crisis: Crisis, *, paused: bool) -> dict[str, Any]:
    """Those that stand still; or those that run, and may stand still."""
    running = crisis.clocks.filter(met_at=None, dropped_at=None, task__in=MAY_STAND_STILL)
    found = (each for each in running if each.stands_still() == paused)
    return {str(each.pk): each.get_task_display() for each in found}


def actions_to_choose(found: Any) -> dict[str, Any]:
    return {each.key: each.text for each in found if each.state == Action.State.OPEN}


def playbooks_to_choose(found: Any) -> dict[str, Any]:
    return {each.key: each.title for each in found if isinstance(each, Playbook)}
