from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.grants.funds import queries as funds
from thriving.grants.funds.forms import fields
from thriving.grants.proposals.actions import MeasureSaid
from thriving.grants.proposals.actions.measuring import LONGEST_NOTE, LONGEST_OWN, MOST_MEASURES
from thriving.grants.proposals.models import Proposal
from thriving.kernel.words import Words

MORE_MEASURES = 3  # empty ones below those that are there

Core = tuple[str, Words]  # the key of a measure, and what it is called


class MeasureForm(forms.Form):
    """A measure and its target. A ``core`` one is the round's: it stays, its target may wait."""

    measure = forms.ChoiceField(label=gettext_lazy("Measure"), required=False)
    own = fields.line(gettext_lazy("Or what you will count yourselves"), required=False, longest=LONGEST_OWN)
    target = forms.DecimalField(
        label=gettext_lazy("Target"), required=False, max_digits=14, decimal_places=3, min_value=0
    )
    note = fields.line(gettext_lazy("How it will be counted"), required=False, longest=LONGEST_NOTE)

    def __init__(self, *given: Any, measures: Any = (), core: Core | None = None, **options: Any) -> None:
        super().__init__(*given, **options)
        self.core, self.heading = core or ("", Words())
        choice: Any = self.fields["measure"]
        choice.choices = [("", "–"), *measures]
        if core:
            del self.fields["measure"], self.fields["own"]

    def clean(self) -> dict[str, Any]:
        it = super().clean() or {}
        if it.get("measure") and it.get("own"):
            self.add_error("own", _("Choose one of the two: a shared measure, or one of your own."))
        if self._says_something(it) and not it.get("target") and "target" not in self.errors:
            self.add_error("target", _("Say how far you want to come: a number above zero."))
        return it

    def _says_something(self, it: dict[str, Any]) -> bool:
        if self.core:
            return bool(it.get("note")) or it.get("target") is not None
        return bool(it.get("measure") or it.get("own"))

    def said(self) -> MeasureSaid | None:
        it = self.cleaned_data
        if not self._says_something(it):
            return None
        return MeasureSaid(it["target"], self.core or it["measure"], it.get("own", ""), it["note"])


class MeasureFormSet(BaseFormSet[MeasureForm]):
    """The core measures of the round, then those that the applicants choose."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        given: dict[str, Any] = super().get_form_kwargs(index)
        core: list[Core] = given.pop("core")
        is_core = index is not None and index < len(core)
        return {**given, "core": core[index or 0] if is_core else None}

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
    core = funds.core_measures(proposal.round)
    rest = [each for each in fields.shared_measures() if each[0] not in core]
    options = {"measures": rest, "core": list(core.items())}
    initial = _initial(proposal, core)
    return _MEASURES(data, initial=initial, prefix="measure", form_kwargs=options)  # type: ignore[return-value] # of the factory


def _initial(proposal: Proposal, core: Iterable[str]) -> list[dict[str, Any]]:
    core_ones: dict[str, dict[str, Any]] = {key: {} for key in core}
    others = []
    for each in proposal.measures.select_related("measure"):
        key = each.measure.key if each.measure else ""
        said = {"measure": key, "own": each.own, "target": each.target.normalize(), "note": each.note}
        if key in core_ones:
            core_ones[key] = said
        else:
            others.append(said)
    return [*core_ones.values(), *others]
