from __future__ import annotations

from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.evidence.models import MeasureVersion
from thriving.grants.funds.forms import fields
from thriving.grants.proposals.actions import MeasureSaid
from thriving.grants.proposals.actions.measuring import LONGEST_NOTE, LONGEST_OWN, MOST_MEASURES
from thriving.grants.proposals.models import Proposal
from thriving.movement.forms.choosing import by_name

MORE_MEASURES = 3  # empty ones below those that are there


class MeasureForm(forms.Form):
    measure = forms.ChoiceField(label=gettext_lazy("Measure"), required=False)
    own = fields.line(gettext_lazy("Or what you will count yourselves"), required=False, longest=LONGEST_OWN)
    target = forms.DecimalField(
        label=gettext_lazy("Target"), required=False, max_digits=14, decimal_places=3, min_value=0
    )
    note = fields.line(gettext_lazy("How it will be counted"), required=False, longest=LONGEST_NOTE)

    def __init__(self, *given: Any, measures: Any = (), **options: Any) -> None:
        super().__init__(*given, **options)
        choice: Any = self.fields["measure"]
        choice.choices = [("", "–"), *measures]

    def clean(self) -> dict[str, Any]:
        it = super().clean() or {}
        if it.get("measure") and it.get("own"):
            self.add_error("own", _("Choose one of the two: a shared measure, or one of your own."))
        if (it.get("measure") or it.get("own")) and not it.get("target") and "target" not in self.errors:
            self.add_error("target", _("Say how far you want to come: a number above zero."))
        return it

    def said(self) -> MeasureSaid | None:
        it = self.cleaned_data
        if not it.get("measure") and not it.get("own"):
            return None
        return MeasureSaid(it["target"], it["measure"], it["own"], it["note"])


class MeasureFormSet(BaseFormSet[MeasureForm]):
    def said(self) -> list[MeasureSaid]:
        return [said for form in self.forms if (said := form.said())]


_MEASURES = formset_factory(
    MeasureForm,
    formset=MeasureFormSet,
    extra=MORE_MEASURES,
    max_num=MOST_MEASURES,
    absolute_max=MOST_MEASURES,
)


def measures_form(proposal: Proposal, data: Any = None) -> MeasureFormSet:
    chosen = proposal.measures.select_related("measure")
    initial = [
        {
            "measure": each.measure.key if each.measure else "",
            "own": each.own,
            "target": each.target.normalize(),
            "note": each.note,
        }
        for each in chosen
    ]
    return _MEASURES(data, initial=initial, prefix="measure", form_kwargs={"measures": shared_measures()})  # type: ignore[return-value] # of the factory


def shared_measures() -> list[tuple[str, str]]:
    """Each by what its newest version is called."""
    versions = MeasureVersion.objects.select_related("measure").order_by("number")
    newest = {each.measure.key: str(each.title) for each in versions}
    return sorted(newest.items(), key=by_name)
