from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

from thriving.evidence.indicators import Series, for_keys, import_series, read_mapping, year_in_words
from thriving.evidence.indicators.series import MonthPoint
from thriving.evidence.models import Indicator

STARTS_ON, ENDS_ON = date(2019, 7, 1), date(2020, 6, 30)
YEAR_BEFORE = [date(2018 + (month > 12), (month - 1) % 12 + 1, 1) for month in range(7, 19)]
YEAR = [month.replace(year=month.year + 1) for month in YEAR_BEFORE]


def series(figures: Mapping[date, float], **indicator: str) -> Series:
    points = tuple(MonthPoint(month, Decimal(str(value))) for month, value in figures.items())
    return Series(Indicator(**{"unit": "person", "summary": "mean", **indicator}), points)


def months(before: float, after: float) -> dict[date, float]:
    return dict.fromkeys(YEAR_BEFORE, before) | dict.fromkeys(YEAR, after)


def test_average_months_are_compared_in_percent() -> None:
    told = year_in_words(series(months(80_000, 90_000)), STARTS_ON, ENDS_ON)
    assert told.words == (
        "From July 2019 to June 2020 an average month had 90,000. "
        "That is 12.5% more than in the year before (80,000). "
        "12 months are compared: those that both years have."
    )
    assert told.missing_words == ""
    assert told.change == 10_000


def test_sums_are_compared_in_percent() -> None:
    told = year_in_words(series(months(1000, 900), summary="sum"), STARTS_ON, ENDS_ON)
    assert "there were 10,800 in all. That is 10.0% less than in the year before (12,000)." in told.words


def test_shares_are_compared_in_percentage_points() -> None:
    told = year_in_words(series(months(0.0623, 0.0609), unit="share"), STARTS_ON, ENDS_ON)
    assert told.words.startswith(
        "From July 2019 to June 2020 it was 6.09% in an average month. "
        "That is 0.14 percentage points less than in the year before (6.23%)."
    )


def test_a_share_is_computed_from_its_sides_where_they_are_known() -> None:
    points = (
        MonthPoint(YEAR_BEFORE[0], Decimal("0.5"), Decimal(1), Decimal(2)),
        MonthPoint(YEAR_BEFORE[1], Decimal("0.1"), Decimal(10), Decimal(100)),
        MonthPoint(YEAR[0], Decimal("0.5"), Decimal(1), Decimal(2)),
        MonthPoint(YEAR[1], Decimal("0.5"), Decimal(50), Decimal(100)),
    )
    told = year_in_words(Series(Indicator(unit="share"), points), STARTS_ON, ENDS_ON)
    assert (told.before, told.after) == (Decimal(11) / 102, Decimal("0.5"))
    assert told.words.startswith("From July 2019 to August 2019 together it was 50.00%.")


def test_a_share_of_less_than_nothing_is_not_told() -> None:
    points = tuple(MonthPoint(month, Decimal(2), Decimal(-2), Decimal(-1)) for month in (*YEAR_BEFORE, *YEAR))
    told = year_in_words(Series(Indicator(unit="share"), points), STARTS_ON, ENDS_ON)
    assert told.words.startswith("The two years cannot be compared")


def test_equal_years_are_said_to_be_the_same() -> None:
    assert "That is the same as" in year_in_words(series(months(5, 5)), STARTS_ON, ENDS_ON).words


def test_no_percentage_of_a_year_below_zero_is_told() -> None:
    told = year_in_words(series(months(-10, 30), summary="sum"), STARTS_ON, ENDS_ON)
    assert "there were 360 in all. The year before had -120." in told.words


def test_only_months_of_both_years_are_compared_and_the_others_are_named() -> None:
    figures = months(100, 200)
    for missing in (YEAR_BEFORE[0], YEAR_BEFORE[1], YEAR[4]):
        del figures[missing]
    told = year_in_words(series(figures), STARTS_ON, ENDS_ON)
    assert told.missing_words == "No figure was published for July 2018 to August 2018 and November 2019."
    assert told.words.endswith("9 months are compared: those that both years have.")
    assert told.compared == tuple(month for month in YEAR if month not in {YEAR[0], YEAR[1], YEAR[4]})


def test_years_without_a_common_month_are_not_compared() -> None:
    told = year_in_words(series(dict.fromkeys(YEAR, 1)), STARTS_ON, ENDS_ON)
    assert (
        told.words == "The year of the plan and the year before have no month in common: nothing is compared."
    )
    assert told.missing_words == "No figure was published for July 2018 to June 2019."


def test_a_running_year_is_compared_as_far_as_it_got() -> None:
    told = year_in_words(series(months(100, 200)), STARTS_ON, ENDS_ON, until=date(2020, 4, 15))
    assert told.compared == tuple(YEAR[:9])
    assert told.missing_words == ""


def test_the_plan_is_not_said_to_be_the_cause() -> None:
    assert "do not show that the plan is the cause" in year_in_words(series({}), STARTS_ON, ENDS_ON).caution


def test_figures_are_written_as_the_reader_writes_them() -> None:
    with translation.override("es"):
        assert "90.000" in year_in_words(series(months(80_000, 90_000)), STARTS_ON, ENDS_ON).words


@pytest.mark.data
@pytest.mark.django_db
def test_the_real_year_of_newcomers(real: Path) -> None:
    import_series(real, read_mapping(), by="test")
    [retention] = for_keys(["newcomer-retention"])
    told = year_in_words(retention, STARTS_ON, ENDS_ON)
    assert told.words.startswith(
        "From July 2019 to June 2020 it was 6.23% in an average month. "
        "That is 0.05 percentage points more than in the year before (6.18%)."
    )


@pytest.mark.data
@pytest.mark.django_db
def test_the_real_gaps_are_named(real: Path) -> None:
    import_series(real, read_mapping(), by="test")
    [south] = for_keys(["newcomer-retention-global-south"])
    told = year_in_words(south, STARTS_ON, ENDS_ON)
    assert told.missing_words == (
        "No figure was published for October 2018 and September 2019 to November 2019."
    )
    assert len(told.compared) == 9


def test_the_difference_of_two_shares_is_that_of_the_figures_printed() -> None:
    # 6.046 % and 6.094 % lie 0.048 points apart, but are printed as 6.05 and 6.09.
    told = year_in_words(series(months(0.06046, 0.06094), unit="share"), STARTS_ON, ENDS_ON).words
    assert "6.09%" in told
    assert "That is 0.04 percentage points more than in the year before (6.05%)." in told
