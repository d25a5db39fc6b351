from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thriving.kernel.words import Words
from thriving.plan.judgment.expected import Period
from thriving.plan.judgment.forecast import Interval, Withheld
from thriving.plan.judgment.status import Because, Case, LateStep, judge
from thriving.plan.states import Rule, Status

YEAR = Period(date(2019, 7, 1), date(2020, 6, 30))
ON = date(2020, 3, 31)


def case(**changes: Any) -> Case:
    """88 of at least 150, 112 planned by 31 March, with fresh records."""
    known = Case(
        on=ON,
        period=YEAR,
        rule=Rule.AT_LEAST,
        baseline=Decimal(0),
        target=Decimal(150),
        value=Decimal(88),
        expected=Decimal("112.3"),
        lasting=True,
        latest=ON,
    )
    return replace(known, **changes)


def holding(**changes: Any) -> Case:
    """Everything that should be engaged, is."""
    known = {
        "rule": Rule.ALL,
        "target": Decimal(1),
        "value": Decimal(1),
        "expected": Decimal(1),
        "lasting": False,
    }
    return case(**{**known, **changes})


def judged(one: Case) -> tuple[Status, Because]:
    judgment = judge(one)
    return judgment.status, judgment.because


def test_88_where_112_were_planned_is_at_risk() -> None:
    assert judged(case()) == (Status.AT_RISK, Because.PACE)


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (Decimal("101.07"), Status.ON_TRACK),
        (101, Status.AT_RISK),
        (Decimal("78.61"), Status.AT_RISK),
        (78, Status.OFF_TRACK),
    ],
)
def test_pace_changes_at_nine_and_at_seven_tenths(value: Decimal, status: Status) -> None:
    assert judge(case(value=Decimal(value))).status is status


@pytest.mark.parametrize(
    ("low", "high", "status"),
    [
        (150, 170, Status.ON_TRACK),
        (121, 163, Status.AT_RISK),
        (121, 150, Status.AT_RISK),
        (121, 149.9, Status.OFF_TRACK),
    ],
)
def test_a_forecast_weighs_more_than_the_pace(low: float, high: float, status: Status) -> None:
    assert judged(case(forecast=Interval(low, high, 13))) == (status, Because.FORECAST)


@pytest.mark.parametrize(
    ("low", "high", "status"),
    [(2, 5, Status.ON_TRACK), (4, 7, Status.AT_RISK), (5.1, 7, Status.OFF_TRACK)],
)
def test_a_forecast_of_a_reduction(low: float, high: float, status: Status) -> None:
    falling = {
        "rule": Rule.AT_MOST,
        "baseline": Decimal(10),
        "target": Decimal(5),
        "value": Decimal(8),
        "lasting": False,
    }
    assert judge(case(**falling, forecast=Interval(low, high, 13))).status is status


def test_a_withheld_forecast_leaves_the_pace_to_judge() -> None:
    assert judged(case(forecast=Withheld.PACE_CHANGES)) == (Status.AT_RISK, Because.PACE)


def test_not_started_before_the_first_day() -> None:
    assert judged(case(on=date(2019, 6, 30), value=Decimal(0))) == (Status.NOT_STARTED, Because.NOT_STARTED)


def test_a_count_that_reaches_its_target_is_met_at_once() -> None:
    assert judged(case(value=Decimal(150))) == (Status.MET, Because.REACHED)


def test_a_share_that_reaches_its_target_may_lose_it_again() -> None:
    share = case(value=Decimal("0.6"), target=Decimal("0.5"), expected=Decimal("0.5"), lasting=False)
    assert judge(share).status is Status.ON_TRACK
    assert judge(replace(share, on=YEAR.ends_on)).status is Status.MET


def test_exactly_is_met_only_at_the_end() -> None:
    exact = case(rule=Rule.EXACTLY, value=Decimal(150))
    assert judge(exact).status is Status.ON_TRACK
    assert judge(replace(exact, on=YEAR.ends_on)).status is Status.MET
    assert judge(replace(exact, on=YEAR.ends_on, value=Decimal(151))).status is Status.MISSED


@pytest.mark.parametrize(("value", "status"), [(152, Status.MET), (149, Status.MISSED)])
def test_the_last_day_decides(value: int, status: Status) -> None:
    assert (
        judge(case(on=YEAR.ends_on, value=Decimal(value), forecast=Interval(151, 160, 13))).status is status
    )


def test_people_not_yet_published_are_too_early_to_judge() -> None:
    assert judged(case(value=None, published=False)) == (Status.TOO_EARLY, Because.UNPUBLISHED)


def test_none_of_none_is_no_case_even_at_the_end() -> None:
    assert judge(holding(value=None)).status is Status.NO_CASE_YET
    assert judge(holding(value=None, on=YEAR.ends_on)).status is Status.NO_CASE_YET


def test_a_late_step_weighs_more_than_silence() -> None:
    late = (LateStep(Words(en="The charter"), date(2020, 2, 15)),)
    assert judge(case(late_steps=late, latest=date(2019, 8, 1))).status is Status.LATE


def test_stale_after_twice_the_days_between_updates() -> None:
    fresh = case(value=Decimal(140), latest=ON - timedelta(days=60))
    assert judge(fresh).status is Status.ON_TRACK
    assert judge(replace(fresh, latest=ON - timedelta(days=61))).status is Status.NO_RECENT_DATA
    assert (
        judge(replace(fresh, latest=ON - timedelta(days=61), update_every_days=31)).status is Status.ON_TRACK
    )


def test_without_any_record_silence_counts_from_the_start() -> None:
    silent = case(value=Decimal(0), expected=Decimal(0), latest=None)
    assert judge(replace(silent, on=date(2019, 8, 30))).status is Status.ON_TRACK
    assert judge(replace(silent, on=date(2019, 8, 31))).status is Status.NO_RECENT_DATA


def test_too_early_before_fifteen_percent_of_the_time() -> None:
    early = case(on=date(2019, 8, 20), value=Decimal(1), latest=date(2019, 8, 20))
    assert judge(early).status is Status.TOO_EARLY
    assert judge(replace(early, forecast=Interval(151, 170, 6))).status is Status.ON_TRACK
    assert judge(replace(early, on=date(2019, 8, 25))).status is Status.OFF_TRACK


def test_nothing_due_is_on_track() -> None:
    assert judged(case(value=Decimal(0), expected=Decimal(0))) == (Status.ON_TRACK, Because.NOTHING_DUE)


def test_all_is_on_track_while_nothing_is_missing() -> None:
    assert judged(holding()) == (Status.ON_TRACK, Because.HOLDING)
    assert judge(holding(on=YEAR.ends_on)).status is Status.MET


@pytest.mark.parametrize(
    ("month_ends", "status"), [(0, Status.AT_RISK), (1, Status.AT_RISK), (2, Status.OFF_TRACK)]
)
def test_a_breach_that_lasts_is_off_track(month_ends: int, status: Status) -> None:
    assert judged(holding(value=Decimal("0.97"), breached_periods=month_ends)) == (status, Because.BREACHED)


@given(
    value=st.none() | st.decimals(0, 300, places=1),
    days=st.integers(-30, 400),
    stale=st.integers(0, 200),
    rule=st.sampled_from([Rule.AT_LEAST, Rule.AT_MOST, Rule.EXACTLY, Rule.HOLD, Rule.ALL]),
    lasting=st.booleans(),
)
def test_every_case_is_judged(
    *, value: Decimal | None, days: int, stale: int, rule: Rule, lasting: bool
) -> None:
    on = YEAR.starts_on + timedelta(days=days)
    assert (
        judge(case(on=on, value=value, rule=rule, lasting=lasting, latest=on - timedelta(days=stale))).status
        in Status
    )


@given(st.decimals(0, 149, places=0), st.integers(61, 300))
def test_what_is_stale_is_never_green(value: Decimal, silence: int) -> None:
    assert judge(case(value=value, latest=ON - timedelta(days=silence))).status is Status.NO_RECENT_DATA


@given(st.decimals(0, 149, places=0), st.decimals(0, 149, places=0))
def test_more_is_never_judged_worse(one: Decimal, other: Decimal) -> None:
    order = [Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK]
    less, more = (judge(case(value=value)).status for value in sorted((one, other)))
    assert order.index(less) <= order.index(more)
