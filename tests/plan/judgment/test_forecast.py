from __future__ import annotations

import random
from math import inf, sqrt
from statistics import fmean, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thriving.plan.judgment.forecast import (
    Caution,
    Interval,
    Withheld,
    change_of_pace,
    forecast,
    increments,
    interval,
)

STEADY = [2, 3, 1, 2, 4, 2, 3, 1, 2, 3, 2, 2, 3]
STEPS = st.lists(st.floats(0, 100), min_size=4, max_size=13)
# Two-sided 80 % quantiles of Student's t, from a printed table, by degrees of freedom.
TABLE = {3: 1.638, 8: 1.397, 12: 1.356, 30: 1.310}


def test_increments_are_what_each_period_added() -> None:
    assert increments([0, 2, 5, 5]) == [2, 3, 0]


@pytest.mark.parametrize(("degrees", "quantile"), TABLE.items())
def test_interval_by_hand(degrees: int, quantile: float) -> None:
    steps = [float(number % 3) for number in range(degrees + 1)]
    count, mean, spread, horizon = degrees + 1, fmean(steps), variance(steps), 10
    margin = quantile * sqrt(horizon * spread + horizon**2 * spread / count)
    found = interval(88, steps, horizon, 0.8)
    assert found.low == pytest.approx(88 + mean * horizon - margin, abs=0.02)
    assert found.high == pytest.approx(88 + mean * horizon + margin, abs=0.02)


def test_forecast_rests_on_the_last_13_periods() -> None:
    found = forecast(88, [50.0] * 5 + STEADY, 13)
    assert found == forecast(88, STEADY, 13)
    assert isinstance(found, Interval)
    assert found.periods == 13


def test_withheld_where_little_has_happened() -> None:
    assert forecast(3, [0] * 10 + [1, 1, 1], 13) == Withheld.TOO_FEW
    assert forecast(4, [1, 1, 1], 13) == Withheld.TOO_FEW


def test_withheld_where_the_pace_changes() -> None:
    assert forecast(40, [1, 1, 2, 1, 1, 2, 5, 6, 5, 7, 6, 5, 6], 13) == Withheld.PACE_CHANGES
    assert forecast(40, [1, 1, 1, 1, 3, 3, 3, 3], 13) == Withheld.PACE_CHANGES


def test_a_pace_without_any_spread_is_certain() -> None:
    assert forecast(8, [2.0] * 8, 4) == Interval(16, 16, 8)


def test_too_short_a_series_is_never_called_steady() -> None:
    assert change_of_pace([1, 2, 3]) == inf


@given(STEPS, st.floats(0, 52), st.floats(0, 1000))
def test_interval_holds_its_middle_and_grows_with_confidence(
    steps: list[float], horizon: float, value: float
) -> None:
    narrow, wide = (interval(value, steps, horizon, confidence) for confidence in (0.5, 0.95))
    middle = value + fmean(steps) * horizon
    assert wide.low <= narrow.low <= middle + 1e-6
    assert wide.high >= narrow.high >= middle - 1e-6


@given(STEPS)
def test_nothing_is_added_in_no_time(steps: list[float]) -> None:
    found = interval(42, steps, 0, 0.8)
    assert (found.low, found.high) == (42, 42)


def test_eighty_percent_means_about_eighty_percent_when_the_pace_is_steady() -> None:
    chance = random.Random(2019)  # noqa: S311 -- the same dice each time
    kept = [held for held in (_foretold(chance) for _ in range(800)) if held is not None]
    assert len(kept) > 400
    assert 0.74 < fmean(kept) < 0.86


def _foretold(chance: random.Random) -> bool | None:
    """One simulated year: 39 weeks known, 13 to come; whether the interval held what came."""
    weeks = [chance.gauss(3, 1.2) for _ in range(52)]
    known = sum(weeks[:39])
    found = forecast(known, weeks[:39], 13, Caution())
    return found.low <= known + sum(weeks[39:]) <= found.high if isinstance(found, Interval) else None
