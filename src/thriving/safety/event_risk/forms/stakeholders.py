"""What is typed of the register: a role, who has it, and how they took part."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy

from thriving.programs.events.forms.steps import OrganizerForm
from thriving.programs.events.models import Event
from thriving.safety.event_risk.stakeholding import PARTS, How


class AppointForm(OrganizerForm):
    """Somebody with an account, as for who runs an event."""


class EngageForm(forms.Form):
    how = forms.ChoiceField(label=gettext_lazy("How"), choices=How.choices, widget=forms.RadioSelect)


class TakeBackForm(forms.Form):
    why = forms.CharField(
        label=gettext_lazy("Why it is taken back"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=gettext_lazy("Role"))

    def __init__(self, event: Event, data: Any = None) -> None:
        super().__init__(data)
        there = set(event.risk_stakeholders.values_list("role", flat=True))
        choices = [(part.key, part.title) for part in PARTS.values() if part.key not in there]
        cast("forms.ChoiceField", self.fields["role"]).choices = choices
