from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 2000, 2099


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def odd_year(day: date) -> str:
    """What is wrong with the year of a day that somebody wrote, if anything is."""
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return ""
    years = {"first": FIRST_YEAR, "last": LAST_YEAR}
    return _("Look at the year: it lies between %(first)d and %(last)d.") % years


class DayField(forms.DateField):
    """A day of our time: the year 20 or 9999 is a slip, and what is reckoned from it would have no date."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        try:
            day = super().to_python(value)
        except ValidationError as error:
            told = {"cell": str(value)[:100]}
            raise ValidationError(
                _("“%(cell)s” is not a day written like 2020-04-15.") % told, code="invalid"
            ) from error
        if day and (sentence := odd_year(day)):
            raise ValidationError(sentence, code="year")
        return day
