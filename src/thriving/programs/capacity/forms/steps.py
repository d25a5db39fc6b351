"""What the steps of an assessment ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement.models import Affiliate
from thriving.programs.capacity.models import Assessment, Shown
from thriving.programs.capacity.queries import peers_for


class ReasonForm(forms.Form):
    why = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy("Whoever may read the assessment reads this too."),
    )


class ShownForm(forms.Form):
    shown_to = forms.ChoiceField(
        label=gettext_lazy("Who may read it"), choices=Shown.choices, widget=forms.RadioSelect
    )

    def __init__(self, assessment: Assessment, data: Any = None) -> None:
        super().__init__(data, initial={"shown_to": assessment.shown_to})


class PeerForm(forms.Form):
    """An affiliate is asked, not a person: its officers decide who of them looks."""

    peer = forms.ModelChoiceField(
        label=gettext_lazy("Affiliate"), queryset=Affiliate.objects.none(), to_field_name="key"
    )

    def __init__(self, reader: Any, assessment: Assessment, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["peer"]
        field.queryset = peers_for(reader, assessment.affiliate)  # type: ignore[attr-defined]  # of a choice
        field.empty_label = _("Choose one")  # type: ignore[attr-defined]  # the same
