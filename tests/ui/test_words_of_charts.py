from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thriving.ui.charts import Point, describe


def months(*values: float | None) -> list[Point]:
    """One value a month, from July 2019 on."""
    return [
        Point(date(2019 + (place + 6) // 12, (place + 6) % 12 + 1, 1), value)
        for place, value in enumerate(values)
    ]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((), "No figures yet."),
        ((None, None), "No figures yet."),
        ((3,), "3 in July 2019."),
        ((3, 88), "Rose from 3 in July 2019 to 88 in August 2019."),
        ((3, 9, 20, 25), "Rose from 3 in July 2019 to 25 in October 2019; steepest in September 2019."),
        ((9, 8, 2, 1), "Fell from 9 in July 2019 to 1 in October 2019; steepest in September 2019."),
        ((1, 2, 3), "Rose from 1 in July 2019 to 3 in September 2019."),  # no step is larger than the others
        ((4, 4, 4), "Stayed at 4 from July 2019 to September 2019."),
        ((4, 9, 4), "Was 4 in July 2019 and again in September 2019; highest in August 2019: 9."),
        ((4, 1, 4), "Was 4 in July 2019 and again in September 2019; lowest in August 2019: 1."),
        ((None, 3, None, 88), "Rose from 3 in August 2019 to 88 in October 2019; 2 without figures."),
        ((1, None), "1 in July 2019; 1 without a figure."),
        ((1234.56, 2), "Fell from 1,234.6 in July 2019 to 2 in August 2019."),
    ],
)
def test_describe(values: tuple[float | None, ...], words: str) -> None:
    assert describe(months(*values)) == words


def test_describe_shares() -> None:
    assert describe(months(0.053, 0.5), "percent") == "Rose from 5.3% in July 2019 to 50% in August 2019."


def test_describe_briefly() -> None:
    assert describe(months(1, 9, 10), brief=True) == "Rose from 1 in July 2019 to 10 in September 2019."


def test_describe_names_days_where_months_repeat() -> None:
    points = [Point(date(2020, 4, 1), 1), Point(date(2020, 4, 15), 2)]
    assert describe(points) == "Rose from 1 on 1 April 2020 to 2 on 15 April 2020."


@given(st.lists(st.one_of(st.none(), st.floats(-1e12, 1e12)), max_size=24))
def test_describe_always_ends_with_a_period(values: list[float | None]) -> None:
    words = describe(months(*values))
    assert words.endswith(".")
    assert "%(" not in words
