"""What people type on the pages of evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from operator import itemgetter
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thriving.evidence.addresses import filterable
from thriving.evidence.behind import Behind
from thriving.evidence.definitions import version_of
from thriving.evidence.in_use import Place, every_place
from thriving.evidence.kinds import COLUMNS, kinds
from thriving.evidence.models import Measure, StagedRow, TableSpecification
from thriving.evidence.naming import property_title, value_title
from thriving.evidence.stated import measures_to_state
from thriving.evidence.tables.proposing import LEAST_K_OF_SENSITIVE, Proposal
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


def _numbers_of_people() -> dict[str, Place]:
    """The numbers of people that plans ask for, by where they are asked."""
    found = (place for place in every_place() if place.asked.question.about_people)
    return {f"{place.collection}/{place.key}": place for place in found}


def _broken_down_by(places: Iterable[Place]) -> list[tuple[str, str]]:
    names = {name for place in places for name in place.asked.question.specification.breakdowns}
    return sorted(((name, property_title(name)) for name in names), key=itemgetter(1))


class ProposeTableForm(forms.Form):
    key = forms.SlugField(
        label=_("Key"), max_length=80, help_text=_("As it will stand in its address: people-by-region.")
    )
    number = forms.ChoiceField(label=_("Number of people"))
    first = forms.ChoiceField(label=_("By"))
    second = forms.ChoiceField(
        label=_("And by"), required=False, help_text=_("By more than two, nearly everything would be hidden.")
    )
    values = forms.CharField(
        label=_("Values that are told apart"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Only for properties without a list of their own, a line for each: “language: es, ar, fr”. "
            "All other values stand together."
        ),
    )
    coarser = forms.BooleanField(label=_("Put neighboring regions together"), required=False)
    sensitive = forms.BooleanField(
        label=_("It tells of something sensitive"),
        required=False,
        help_text=_("Then fewer than 20 people are never told."),
    )
    k = forms.IntegerField(label=_("Fewest people that are told"), min_value=2, initial=10)
    least_population = forms.IntegerField(
        label=_("Fewest people that are divided at all"), min_value=2, initial=30
    )
    cadence = forms.ChoiceField(
        label=_("How often it is published"),
        choices=TableSpecification.Cadence.choices,
        initial="quarterly",
    )
    why = forms.CharField(
        label=_("What it is for"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.places = _numbers_of_people()
        properties = _broken_down_by(self.places.values())
        choices = {
            "number": [(key, str(place.title)) for key, place in self.places.items()],
            "first": properties,
            "second": [("", _("nothing else")), *properties],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean_values(self) -> dict[str, list[str]]:
        lines = [line for line in self.cleaned_data["values"].splitlines() if line.strip()]
        if wrong := next((line for line in lines if ":" not in line), ""):
            raise forms.ValidationError(
                _("“%(line)s” is not written like “language: es, ar”."), params={"line": wrong[:100]}
            )
        told = (line.split(":", 1) for line in lines)
        return {name.strip(): [each.strip() for each in listed.split(",")] for name, listed in told}

    def proposal(self) -> Proposal:
        said = self.cleaned_data
        place = next(each for each in every_place() if f"{each.collection}/{each.key}" == said["number"])
        return Proposal(
            key=said["key"],
            asked=place.asked,
            dimensions=[name for name in (said["first"], said["second"]) if name],
            values=said["values"],
            coarser=said["coarser"],
            sensitive=said["sensitive"],
            k=max(said["k"], LEAST_K_OF_SENSITIVE) if said["sensitive"] else said["k"],
            least_population=said["least_population"],
            cadence=said["cadence"],
            why=said["why"],
            plan=place.collection,
            sample=place.sample,
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
