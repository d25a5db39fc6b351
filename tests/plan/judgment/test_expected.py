from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thriving.plan.judgment.expected import Period, Point, due_by, expected, shown
from thriving.plan.states import Profile

YEAR = Period(date(2019, 7, 1), date(2020, 6, 30))
DAYS = st.dates(date(2019, 1, 1), date(2021, 1, 1))


def planned(on: date, profile: Profile = Profile.LINEAR, baseline: int = 0, target: int = 150) -> Decimal:
    return expected(on, profile=profile, period=YEAR, baseline=Decimal(baseline), target=Decimal(target))


def test_112_of_150_were_planned_by_31_march() -> None:
    exact = planned(date(2020, 3, 31))
    assert exact == Decimal(150) * 274 / 366
    assert shown(exact, baseline=Decimal(0), target=Decimal(150), decimals=0) == 112


def test_a_period_includes_both_its_days() -> None:
    assert YEAR.days == 366
    assert YEAR.elapsed(date(2019, 7, 1)) == 0
    assert YEAR.elapsed(date(2020, 7, 1)) == 1
    assert YEAR.is_over(date(2020, 6, 30))
    assert not YEAR.is_over(date(2020, 6, 29))


def test_s_curve_is_slow_at_both_ends() -> None:
    early, middle, end = date(2019, 9, 1), date(2019, 12, 31), date(2020, 6, 1)
    assert planned(early, Profile.S_CURVE) < planned(early)
    assert planned(middle, Profile.S_CURVE) == planned(middle) == 75
    assert planned(end, Profile.S_CURVE) > planned(end)


def test_stepped_asks_nothing_before_its_first_point() -> None:
    points = (Point(date(2019, 12, 31), Decimal(1)), Point(date(2020, 3, 31), Decimal(3)))
    assert due_by(date(2019, 12, 30), points, before=Decimal(0)) == 0
    assert due_by(date(2020, 3, 30), points, before=Decimal(0)) == 1
    assert due_by(date(2020, 3, 31), reversed_points(points), before=Decimal(0)) == 3


def reversed_points(points: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple(reversed(points))


@pytest.mark.parametrize("profile", [Profile.LINEAR, Profile.S_CURVE])
@given(one=DAYS, other=DAYS, baseline=st.integers(-50, 50), target=st.integers(60, 500))
def test_what_is_planned_never_goes_back(
    profile: Profile, one: date, other: date, baseline: int, target: int
) -> None:
    earlier, later = sorted((one, other))
    before, after = (planned(day, profile, baseline, target) for day in (earlier, later))
    assert baseline <= before <= after <= target


@pytest.mark.parametrize("profile", [Profile.LINEAR, Profile.S_CURVE])
@given(on=DAYS, baseline=st.integers(60, 500), target=st.integers(-50, 50))
def test_a_reduction_is_the_mirror_of_a_growth(
    profile: Profile, on: date, baseline: int, target: int
) -> None:
    assert planned(on, profile, baseline, target) == -planned(on, profile, -baseline, -target)


def test_what_is_shown_never_asks_for_more_than_was_planned() -> None:
    falling = {"baseline": Decimal(10), "target": Decimal(5), "decimals": 0}
    assert shown(Decimal("7.2"), **falling) == 8
    assert shown(Decimal("0.4567"), baseline=Decimal(0), target=Decimal(1), decimals=2) == Decimal("0.45")


@given(st.integers(0, 365))
def test_each_day_adds_the_same(day: int) -> None:
    on = YEAR.starts_on + timedelta(days=day)
    step = planned(on + timedelta(days=1)) - planned(on)
    assert abs(step - Decimal(150) / 366) < Decimal("1e-20")
