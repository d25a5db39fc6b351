"""What is typed of an event's risks once it is over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.safety.event_risk.actions import debriefs
from thriving.safety.event_risk.actions.debriefs import Learned
from thriving.safety.event_risk.forms.readiness import text
from thriving.safety.event_risk.matrix import MATRICES, NEWEST, Domain


class DebriefForm(forms.Form):
    """Two words for each domain, from its table: how likely, and how bad."""

    worked = text(gettext_lazy("What worked"), debriefs.LONGEST, gettext_lazy("Without names. It is sealed."))
    change = text(gettext_lazy("What should be otherwise another time"), debriefs.LONGEST)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        matrix = MATRICES[NEWEST]
        for domain in Domain:
            title = {"domain": domain.label}
            self._ask(f"likely_{domain}", _("%(domain)s: how likely it is") % title, matrix.likelihoods)
            words = matrix.tables[domain].consequences
            self._ask(f"bad_{domain}", _("%(domain)s: how bad it would be") % title, words)

    def _ask(self, name: str, label: str, words: Any) -> None:
        choices = [("", _("Choose")), *enumerate(words, start=1)]
        self.fields[name] = forms.TypedChoiceField(label=label, choices=choices, coerce=int)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.errors:
            return said
        levels = {each.value: (said[f"likely_{each}"], said[f"bad_{each}"]) for each in Domain}
        return {"learned": Learned(said["worked"], said["change"], levels)}
