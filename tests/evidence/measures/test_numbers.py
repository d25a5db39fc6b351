"""The formulas, against figures from elsewhere."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats

from thriving.evidence.measures import numbers

HALF_MILLIONTH = Decimal("0.0000005")


def test_nothing_of_nothing_is_no_share() -> None:
    assert numbers.share(0, 0) is None
    assert numbers.share_interval(0, 0) is None


def test_a_share_is_a_fraction_of_one() -> None:
    assert numbers.share(88, 91) == Decimal("0.967033")
    assert numbers.share(0, 3) == 0


# Newcombe (1998), Statistics in Medicine 17, table I: the score method without continuity correction.
@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0", "0.1611"),
        (1, 29, "0.0061", "0.1718"),
    ],
)
def test_the_interval_of_a_share_is_that_of_the_literature(
    part: int, whole: int, low: str, high: str
) -> None:
    found = numbers.share_interval(part, whole)
    assert found is not None
    assert [round(each, 4) for each in found] == [Decimal(low), Decimal(high)]


@given(whole=some.integers(1, 500), data=some.data())
def test_the_interval_of_a_share_holds_the_share(whole: int, data: some.DataObject) -> None:
    part = data.draw(some.integers(0, whole))
    low, high = numbers.share_interval(part, whole) or (None, None)
    assert low is not None
    assert high is not None
    assert 0 <= low <= Decimal(part) / whole + HALF_MILLIONTH
    assert Decimal(part) / whole - HALF_MILLIONTH <= high <= 1


@given(some.lists(some.fractions(-5, 5, max_denominator=8), min_size=1, max_size=40))
def test_the_median_is_that_of_python(values: list[Fraction]) -> None:
    assert numbers.median(Counter(values)) == statistics.median(values)


@given(some.lists(some.fractions(-5, 5, max_denominator=8), min_size=2, max_size=40))
def test_the_interval_of_a_mean_is_that_of_scipy(values: list[Fraction]) -> None:
    found = numbers.mean_interval(Counter(values))
    assert found is not None
    floats = [float(value) for value in values]
    error = stats.sem(floats)
    if len(set(values)) == 1:
        assert found[0] == found[1] == numbers.decimal(values[0])
        return
    expected = stats.t.interval(0.95, len(values) - 1, loc=math.fsum(floats) / len(floats), scale=error)
    assert [float(each) for each in found] == pytest.approx(expected, abs=2e-6)


def test_one_value_has_no_interval() -> None:
    assert numbers.mean_interval(Counter([Fraction(1)])) is None
    assert numbers.mean(Counter()) is None


def test_a_number_is_rounded_to_millionths() -> None:
    assert numbers.decimal(Fraction(2, 3)) == Decimal("0.666667")
