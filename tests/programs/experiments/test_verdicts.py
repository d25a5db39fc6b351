"""The interval and the verdict, against published figures and by what must always hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from thriving.programs.experiments.verdicts import (
    Direction,
    Interval,
    Mean,
    Share,
    Verdict,
    of_means,
    of_shares,
    verdict,
)


@st.composite
def shares(draw: st.DrawFn) -> Share:
    size = draw(st.integers(2, 500))
    return Share(draw(st.integers(0, size)), size)


@pytest.mark.parametrize(
    ("changed", "compared", "low", "high"),
    [  # Newcombe 1998, table II, method 10
        (Share(56, 70), Share(48, 80), 5.24, 33.39),
        (Share(9, 10), Share(3, 10), 17.05, 80.90),
        (Share(10, 10), Share(0, 10), 60.75, 100.0),
    ],
)
def test_shares_have_the_published_interval(changed: Share, compared: Share, low: float, high: float) -> None:
    found = of_shares(changed, compared, level=0.95)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.01)


def test_means_have_the_interval_of_welch() -> None:
    ours = [4.1, 5.0, 6.2, 5.5, 4.9]
    theirs = [3.9, 4.4, 4.0, 4.6]
    expected = stats.ttest_ind(ours, theirs, equal_var=False).confidence_interval(0.95)
    found = of_means(_mean(ours), _mean(theirs), level=0.95)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))


def _mean(values: list[float]) -> Mean:
    return Mean(float(stats.tmean(values)), float(stats.tstd(values)), len(values))


@pytest.mark.parametrize(
    ("low", "high", "direction", "expected"),
    [
        (10.0, 20.0, Direction.MORE, Verdict.SUPPORTED),
        (9.99, 20.0, Direction.MORE, Verdict.CANT_TELL),
        (0.0, 9.99, Direction.MORE, Verdict.NOT_SUPPORTED),
        (0.0, 10.0, Direction.MORE, Verdict.CANT_TELL),
        (-30.0, -10.0, Direction.LESS, Verdict.SUPPORTED),
        (-30.0, -9.99, Direction.LESS, Verdict.CANT_TELL),
        (-9.99, 3.0, Direction.LESS, Verdict.NOT_SUPPORTED),
        (10.0, 30.0, Direction.LESS, Verdict.NOT_SUPPORTED),
    ],
)
def test_the_verdict_follows(low: float, high: float, direction: Direction, expected: Verdict) -> None:
    assert verdict(Interval((low + high) / 2, low, high), worth_having=10, direction=direction) == expected


@given(shares(), shares(), st.sampled_from([0.9, 0.95, 0.99]))
def test_the_estimate_lies_in_its_interval(changed: Share, compared: Share, level: float) -> None:
    found = of_shares(changed, compared, level=level)
    assert -100.001 <= found.low <= found.estimate + 1e-9 <= found.high + 2e-9 <= 100.001


@given(shares(), shares())
def test_sides_that_change_places_turn_the_interval_round(changed: Share, compared: Share) -> None:
    one, other = of_shares(changed, compared, level=0.95), of_shares(compared, changed, level=0.95)
    assert (one.low, one.high) == pytest.approx((-other.high, -other.low), abs=1e-9)


@given(shares(), shares())
def test_being_surer_widens_the_interval(changed: Share, compared: Share) -> None:
    narrow, wide = of_shares(changed, compared, level=0.9), of_shares(changed, compared, level=0.99)
    assert wide.low <= narrow.low + 1e-9
    assert narrow.high <= wide.high + 1e-9


@given(st.floats(-50, 50), st.floats(0, 50), st.floats(0.1, 40))
def test_no_interval_supports_both_hopes(low: float, width: float, worth: float) -> None:
    found = Interval(low + width / 2, low, low + width)
    both = {verdict(found, worth_having=worth, direction=direction) for direction in Direction}
    assert both != {Verdict.SUPPORTED}
