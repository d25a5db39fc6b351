"""A day that somebody types is one of the calendar, and of our time."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from thriving.movement.forms.days import DayField


@pytest.mark.parametrize("typed", ["2026-02-31", "tomorrow", "2026-13-01", "20-04-15-1"])
def test_what_is_no_day_is_told_with_how_one_is_written(typed: str) -> None:
    with pytest.raises(ValidationError, match=f"“{typed}” is not a day written like 2020-04-15."):
        DayField().clean(typed)


@pytest.mark.parametrize("typed", ["0020-04-15", "1999-12-31", "2100-01-01", "9999-12-31"])
def test_a_year_that_cannot_be_meant_is_told(typed: str) -> None:
    with pytest.raises(ValidationError, match="lies between 2000 and 2099"):
        DayField().clean(typed)


def test_a_day_of_our_time_is_kept() -> None:
    assert DayField().clean("2026-02-28") == date(2026, 2, 28)
    assert DayField(required=False).clean("") is None
