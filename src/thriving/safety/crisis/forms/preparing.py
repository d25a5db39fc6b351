"""What is typed before anything happens: playbooks, turns on call, drills."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from thriving.movement.forms.days import DayInput
from thriving.movement.forms.opened import OverForm
from thriving.programs.councils.forms.meetings import ClockInput
from thriving.safety.crisis.actions.preparing import LONGEST_STEP, LONGEST_TITLE, MOST_STEPS
from thriving.safety.crisis.forms.raising import Wordy, one_of, text_field
from thriving.safety.crisis.forms.steps import WhoForm
from thriving.safety.crisis.models import Layer, Playbook
from thriving.safety.crisis.queries.readiness import playbooks


class StepsForm(OverForm):
    steps = text_field(
        _("Steps, one on each line"),
        MOST_STEPS * (LONGEST_STEP + 1),
        _("Whoever answers a crisis ticks them one by one."),
        rows=12,
    )

    def __init__(self, playbook: Playbook | None = None, data: Any = None) -> None:
        newest = playbook.newest if playbook else None
        super().__init__(data, initial={"steps": "\n".join(newest.steps)} if newest else None)
        if playbook:
            self.over(lambda: list(playbook.versions.values_list("number", flat=True)))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        return {**said, "lines": said.get("steps", "").splitlines()}


class PlaybookForm(StepsForm):
    title = forms.CharField(
        label=_("Title"), max_length=LONGEST_TITLE, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    field_order = ("title", "steps")


class GoodUntilForm(forms.Form):
    good_until = forms.DateField(
        label=_("Good until"),
        widget=DayInput,
        help_text=_("After this day somebody reviews it again; until then crises can take it."),
    )


class TimesForm(forms.Form):
    """From one moment to another, as clocks in UTC show them: a rota spans the zones of those on it."""

    layer = one_of(_("Who is told"), Layer.choices)
    first_day = forms.DateField(label=_("From"), widget=DayInput)
    first_time = forms.TimeField(label=_("At (UTC)"), widget=ClockInput())
    last_day = forms.DateField(label=_("To"), widget=DayInput)
    last_time = forms.TimeField(label=_("Until (UTC)"), widget=ClockInput())

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.errors:
            return said
        begins = datetime.combine(said["first_day"], said["first_time"], UTC)
        return {
            **said,
            "begins_at": begins,
            "ends_at": datetime.combine(said["last_day"], said["last_time"], UTC),
        }


class ShiftForm(TimesForm, WhoForm):
    field_order = ("layer", "who", "first_day", "first_time", "last_day", "last_time")


class DrillForm(Wordy):
    playbook = forms.ModelChoiceField(label=_("By which playbook"), queryset=Playbook.objects.none())
    held_on = forms.DateField(label=_("Day"), widget=DayInput)
    passed = one_of(_("Was it passed?"), [("yes", _("Yes")), ("no", _("No"))])
    text = text_field(_("What was learned"), help_text=_("Without names or addresses."))
    field_order = ("playbook", "held_on", "passed", "text", "names_nobody")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        cast("forms.ModelChoiceField[Playbook]", self.fields["playbook"]).queryset = playbooks()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        return said if self.errors else {**said, "learned": self.written()}
