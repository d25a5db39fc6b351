"""What people type on the pages of evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thriving.evidence.addresses import filterable
from thriving.evidence.behind import Behind
from thriving.evidence.definitions import version_of
from thriving.evidence.kinds import COLUMNS, kinds
from thriving.evidence.models import Measure, StagedRow
from thriving.evidence.naming import property_title, value_title
from thriving.evidence.stated import measures_to_state
from thriving.kernel import clock


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or XLSX, up to 100,000 rows. The template below has the columns."),
    )
    sources = forms.FileField(
        label=_("Sources"),
        required=False,
        help_text=_(
            "Only for CSV: a second file that says what the sources are. In XLSX it is the sheet “sources”."
        ),
    )
    issuer = forms.CharField(
        label=_("Whose codes stand for people"),
        required=False,
        max_length=120,
        help_text=_(
            "The register that issued them. The same code of the same register is always the same person."
        ),
    )


class RowsForm(forms.Form):
    effect = forms.ChoiceField(
        label=_("Rows that are"),
        required=False,
        choices=[("", _("any")), *StagedRow.Effect.choices],
    )


class UndoForm(forms.Form):
    why = forms.CharField(label=_("Why"), max_length=500)


class MeasureField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own takes none when it runs
    def label_from_instance(self, measure: Measure) -> str:
        version = version_of(measure.key)
        return str(version.title) if version else measure.key


class ProposeForm(forms.Form):
    measure = MeasureField(
        label=_("Measure"),
        queryset=Measure.objects.none(),
        to_field_name="key",
        help_text=_("Only measures that no record can count are typed."),
    )
    value = forms.DecimalField(label=_("Number"), max_digits=15, decimal_places=6)
    occurred_on = forms.DateField(
        label=_("True on"), widget=DayInput, help_text=_("The day for which the number holds.")
    )
    proof_url = forms.URLField(
        label=_("Proof: an address"), required=False, max_length=500, assume_scheme="https"
    )
    proof_file = forms.FileField(
        label=_("Proof: a file"),
        required=False,
        help_text=_("PDF, PNG, JPEG, CSV or XLSX. It is not published."),
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["measure"].queryset = measures_to_state()  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    why = forms.CharField(
        label=_("Why"), required=False, max_length=500, help_text=_("Needed to decline or retract.")
    )


PICKED = "with-"  # before the name of a property in the form of filters


def picked_filters(query: Mapping[str, str]) -> list[str]:
    """What was picked in `FiltersForm`, as filters of an address."""
    return [
        f"{name.removeprefix(PICKED)}:in:{value}"
        for name, value in query.items()
        if name.startswith(PICKED) and value
    ]


class DatesForm(forms.Form):
    on = forms.DateField(label=_("What had happened by"), widget=DayInput)
    known = forms.DateField(label=_("As known on"), widget=DayInput)


class FiltersForm(forms.Form):
    """One choice for each property of the records, among the values of those that the reader may open."""

    def __init__(self, found: Behind) -> None:
        super().__init__()
        filtered = {condition.dimension for condition in found.question.filters}
        for name in filterable(found.question.specification):
            if name not in COLUMNS | filtered:
                self._offer(name, found)

    def _offer(self, name: str, found: Behind) -> None:
        values = sorted(found.values_of(name))
        if len(values) > 1:
            choices = [("", _("any")), *((value, value_title(name, value)) for value in values)]
            self.fields[f"{PICKED}{name}"] = forms.ChoiceField(
                label=property_title(name), choices=choices, required=False
            )


class ExportForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of record"), required=False)
    on = forms.DateField(label=_("What had happened by"), widget=DayInput, required=False)
    known = forms.DateField(label=_("As known on"), widget=DayInput, required=False)
    file = forms.ChoiceField(label=_("File"), choices=[("csv", "CSV"), ("xlsx", "XLSX")])

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(kind.name, kind.meaning) for kind in kinds.values()]
        self.fields["kind"].choices = [("", _("all kinds")), *named]  # type: ignore[attr-defined]

    def clean_known(self) -> date | None:
        known: date | None = self.cleaned_data["known"]
        if known and known > clock.today():
            raise forms.ValidationError(_("Nothing is known yet of a day that has not come."))
        return known
