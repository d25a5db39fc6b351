"""What people type about a plan: a check-in, a day, a change and its reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 10_000  # characters of one answer


class DayInput(forms.DateInput):
    """The browser's own calendar; what it sends is 2020-04-15 in every language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Day(forms.DateField):
    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(widget=DayInput(), input_formats=["%Y-%m-%d"], **options)


class DatesForm(forms.Form):
    """Asks a page for another pair of dates."""

    on = Day(label=_("What had happened by"))
    known = Day(label=_("As known on"), help_text=_("Alone, it shows what the page said on that day."))


class ComparisonForm(forms.Form):
    """Asks for two pairs of dates."""

    then_on = Day(label=_("What had happened by"))
    then_known = Day(label=_("As known on"))
    on = Day(label=_("What had happened by"))
    known = Day(label=_("As known on"))


def _answer(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "class": "cdx-text-area__textarea"}),
    )


class CheckInForm(forms.Form):
    """A lead's word in half a minute: only the confidence must be chosen, and the last one is."""

    confidence = forms.TypedChoiceField(
        label=_("How likely is it that this will be met?"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=[
            (_("Unlikely"), [(number, str(number)) for number in range(4)]),
            (_("Could go either way"), [(number, str(number)) for number in range(4, 8)]),
            (_("Likely"), [(number, str(number)) for number in range(8, 11)]),
        ],
    )
    what_changed = _answer(_("What changed?"), _("One sentence is enough. It is shown on the public page."))
    what_next = _answer(_("What comes next?"))
    help_needed = _answer(_("What help do you need?"))
    # The newest check-in that the form showed: somebody may have been faster.
    after = forms.IntegerField(required=False, widget=forms.HiddenInput)
