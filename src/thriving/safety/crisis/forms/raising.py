"""What somebody says who raises a crisis: little, and nothing that leads to anybody."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from thriving.programs.events.forms.fields import countries
from thriving.safety.crisis.actions.raising import LONGEST, Raised
from thriving.safety.crisis.actions.words import LONGEST as LONGEST_TEXT
from thriving.safety.crisis.actions.words import Written
from thriving.safety.crisis.models import Affected, Kind
from thriving.safety.crisis.severity import Said


def text_field(label: Any, longest: int = LONGEST_TEXT, help_text: Any = "", *, rows: int = 6) -> Any:
    return forms.CharField(
        label=label,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto", "autocomplete": "off"}),
        help_text=help_text,
    )


def one_of(label: Any, choices: Any, help_text: Any = "") -> Any:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, help_text=help_text)


class Wordy(forms.Form):
    """A form with a text that names nobody; what only looks like a name passes by its writer's word."""

    names_nobody = forms.BooleanField(
        label=_("What looks like a name in it names no person"),
        required=False,
        help_text=_("Tick it only if you were asked to, and have looked."),
    )

    def written(self, name: str = "text") -> Written:
        return Written(self.cleaned_data.get(name, ""), names_nobody=self.cleaned_data["names_nobody"])


class RaiseForm(Wordy):
    kind = one_of(_("What is it about?"), Kind.choices)
    danger = one_of(
        _("Is somebody’s life or freedom in danger now?"),
        Said.choices,
        _("If so, or if you are not sure, call for help where you are first, if you safely can."),
    )
    affected = one_of(_("How many people are affected?"), Affected.choices)
    country = forms.ChoiceField(
        label=_("In which country?"),
        required=False,
        help_text=_("Leave it empty where saying it could lead to somebody."),
    )
    text = text_field(
        _("What happened, and since when?"),
        LONGEST,
        _("Without names, addresses, telephone numbers, accounts or places by which anybody could be found."),
        rows=8,
    )
    field_order = ("kind", "danger", "affected", "country", "text", "names_nobody")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        cast("forms.ChoiceField", self.fields["country"]).choices = [("", _("not said")), *countries()]

    def raised(self) -> Raised:
        said = self.cleaned_data
        return Raised(said["kind"], said["danger"], self.written(), said["affected"], said["country"])
