"""What is typed of contacts, waivers, holds and incidents."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from thriving.kernel import zones
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions import contacts, holds, incidents, waivers
from thriving.safety.event_risk.conditions import TITLES
from thriving.safety.event_risk.models import Post, Severity
from thriving.safety.event_risk.queries.assessed import tier_of
from thriving.safety.event_risk.queries.gate import waivable
from thriving.safety.event_risk.stakeholding import ENHANCED


def line(label: Any, longest: int, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    widget = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    return forms.CharField(
        label=label, max_length=longest, help_text=help_text, required=required, widget=widget
    )


def text(label: Any, longest: int, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 5, "dir": "auto"})
    return forms.CharField(
        label=label, max_length=longest, help_text=help_text, required=required, widget=widget
    )


class MomentField(forms.DateTimeField):
    """A moment by the clocks of the event."""

    def __init__(self, label: Any, help_text: Any = "") -> None:
        written = "%Y-%m-%dT%H:%M"
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=written)
        super().__init__(label=label, help_text=help_text, widget=widget, input_formats=[written])


def in_zone(event: Event, said: datetime) -> datetime:
    naive = said.replace(tzinfo=None)
    try:
        return zones.moment(naive.date(), naive.time(), event.time_zone)
    except zones.NoSuchMoment as none:
        raise ValidationError(str(none)) from none


class ContactForm(forms.Form):
    """Name and number, or where risk is enhanced who keeps them: the other fields are not there then."""

    post = forms.ChoiceField(
        label=gettext_lazy("What they can be called for"), choices=Post.choices, widget=forms.RadioSelect
    )
    name = line(gettext_lazy("Name"), contacts.LONGEST)
    number = line(
        gettext_lazy("Telephone number"),
        40,
        gettext_lazy("With the country code. It is sealed, and stands on the page for the day."),
    )
    kept_with = line(
        gettext_lazy("Who keeps the name and the number"),
        contacts.LONGEST,
        gettext_lazy("A team or a role, such as the safety team; no name and no number."),
    )

    def __init__(self, event: Event, data: Any = None) -> None:
        super().__init__(data)
        self.event = event
        for name in ("name", "number") if tier_of(event) == ENHANCED else ("kept_with",):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.errors:
            return said
        told = contacts.Told(**said)
        if problem := contacts.problem_with(self.event, told):
            raise ValidationError(problem)
        return {"told": told}


class CallForm(forms.Form):
    reached = forms.TypedChoiceField(
        label=gettext_lazy("You called the number that stands there"),
        choices=[
            ("yes", gettext_lazy("They answered, and know what they can be called for")),
            ("no", gettext_lazy("Nobody answered, or it was somebody else")),
        ],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )


class WaiverForm(forms.Form):
    condition = forms.ChoiceField(label=gettext_lazy("Which condition"), widget=forms.RadioSelect)
    reason = text(
        gettext_lazy("Why"),
        waivers.LONGEST,
        gettext_lazy("It is sealed. Those who may waive read it, and nobody else."),
    )
    ends_at = MomentField(gettext_lazy("Until"), gettext_lazy("By the clocks of the event; within 14 days."))

    def __init__(self, event: Event, data: Any = None) -> None:
        super().__init__(data)
        self.event = event
        choices = [(name, TITLES[name]) for name in waivable(event)]
        cast("forms.ChoiceField", self.fields["condition"]).choices = choices

    def clean_ends_at(self) -> datetime:
        return in_zone(self.event, self.cleaned_data["ends_at"])


class HoldForm(forms.Form):
    reason = text(
        gettext_lazy("Why"),
        holds.LONGEST,
        gettext_lazy("It is sealed. Everybody else reads only that the payment is held."),
    )


class IncidentForm(forms.Form):
    severity = forms.ChoiceField(
        label=gettext_lazy("How severe it was"),
        choices=Severity.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("When in doubt, the more severe."),
    )
    happened_at = MomentField(gettext_lazy("When it happened"), gettext_lazy("By the clocks of the event."))
    what = text(
        gettext_lazy("What happened"),
        incidents.LONGEST,
        gettext_lazy("Without names and contacts: say “a participant”, “a visitor”. It is sealed."),
    )
    done = text(gettext_lazy("What was done"), incidents.LONGEST, required=False)

    def __init__(self, event: Event, data: Any = None) -> None:
        super().__init__(data)
        self.event = event

    def clean_happened_at(self) -> datetime:
        return in_zone(self.event, self.cleaned_data["happened_at"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        return said if self.errors else {"told": incidents.Happened(**said)}


class PublicationForm(forms.Form):
    holds = forms.BooleanField(
        label=gettext_lazy("Announce our events in person only once they passed the risk protocol"),
        required=False,
        help_text=gettext_lazy("Whether an event is ours, its organizers’ offices in this affiliate say."),
    )
