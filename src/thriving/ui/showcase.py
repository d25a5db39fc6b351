"""What the design page shows: made-up figures that reach into every corner of the components."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.ui import cldr
from thriving.ui.charts import Bar, Point, Series
from thriving.ui.status import STATUSES

_MONTHS = [
    *(date(2019, month, 1) for month in range(7, 13)),
    *(date(2020, month, 1) for month in range(1, 7)),
]
_ENGAGED = (3, 9, 14, 22, 31, 38, 45, 52, 84, 88, None, None)
_NORTH = (61_200, 62_400, 63_900, 66_100, 67_000, 64_800, 66_900, 67_300, 71_500, 76_900, 75_800, 72_200)
_SOUTH = (18_100, 18_600, 19_900, 20_300, 20_800, 20_100, 21_500, 21_900, 24_400, 27_800, 27_200, 25_900)
_REGIONS = {
    gettext_lazy("Africa"): (2, 4, 6, 9, 11, 14, 16, 18, 24, 24, 24, 24),
    gettext_lazy("East Asia"): (0, 1, 1, 2, 4, 4, 6, 7, 10, 11, 11, 11),
    gettext_lazy("Latin America"): (1, 2, 4, 5, 8, 9, 10, 12, 21, 22, 22, 22),
    gettext_lazy("South Asia"): (0, 1, 2, 4, 5, 7, 8, 9, 16, 17, 17, 17),
    gettext_lazy("West Asia"): (None, None, None, None, 1, 1, 1, 2, 5, 6, 6, 6),
}
_CHANGES = {"es": 12, "ar": 5, "fr": 0, "de": -7, "sw": None}


class ShowcaseForm(forms.Form):
    """One field of each sort."""

    what_changed = forms.CharField(
        label=gettext_lazy("What changed since last time?"),
        help_text=gettext_lazy("Two sentences are plenty."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    day = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    region = forms.ChoiceField(
        label=gettext_lazy("Region"),
        choices=list(enumerate(_REGIONS)),
        required=False,
    )
    confidence = forms.ChoiceField(
        label=gettext_lazy("How likely is it?"),
        choices=[
            ("2", gettext_lazy("Unlikely")),
            ("5", gettext_lazy("Could go either way")),
            ("9", gettext_lazy("Likely")),
        ],
        widget=forms.RadioSelect,
    )
    heard = forms.BooleanField(
        label=gettext_lazy("Tell me when this number is published again"), required=False
    )
    proof = forms.FileField(label=gettext_lazy("Proof"), required=False)


def series(title: str, values: Any) -> Series:
    return Series(title, [Point(on, value) for on, value in zip(_MONTHS, values, strict=True)])


def showcase(page: str | None) -> dict[str, Any]:
    """``page`` turns the pages of the list that shows the pager."""
    regions = [series(str(name), values) for name, values in _REGIONS.items()]
    engaged = series(_("People engaged"), _ENGAGED)
    return {
        "statuses": STATUSES.values(),
        "engaged": engaged,
        "one": [engaged],
        "two": [series(_("Global North"), _NORTH), series(_("Global South"), _SOUTH)],
        "regions": [
            *regions,
            Series(_("Not stated"), series("", (0, 0, 1, 0, 2, 1, 3, 2, 7, 8, 8, 8)).points, aside=True),
        ],
        "bars": [Bar(one.title, one.last) for one in regions],
        "changes": [Bar(cldr.language_name(code), value) for code, value in _CHANGES.items()],
        "tabs": [(_("By priority"), "#tabs", True), (_("By outcome"), "#tabs", False)],
        "definition": [
            (_("Counted"), _("people who tested or refined the framework")),
            (_("Source"), _("sign-ups confirmed by the host of each workshop")),
            (_("Limits"), _("somebody who used two names counts twice")),
        ],
        "form": ShowcaseForm({"what_changed": "", "day": "2020-04-31", "confidence": "5"}),
        "filter_form": FilterForm(),
        "page": Paginator(range(60), 20).get_page(page),
    }


class FilterForm(forms.Form):
    on = forms.DateField(
        label=gettext_lazy("On"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    region = forms.ChoiceField(
        label=gettext_lazy("Region"),
        choices=[("", gettext_lazy("All, and those who did not say where they live when they signed up"))],
        required=False,
    )
