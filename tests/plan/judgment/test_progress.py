from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thriving.plan.judgment.progress import maintains, progress, reached
from thriving.plan.states import Rule

AMOUNT = st.decimals(min_value=-(10**6), max_value=10**6, places=2)


def test_progress_upward() -> None:
    assert progress(Decimal(88), baseline=Decimal(0), target=Decimal(150)) == Decimal(88) / 150


def test_progress_downward() -> None:
    assert progress(Decimal(8), baseline=Decimal(10), target=Decimal(5)) == Decimal("0.4")


def test_progress_below_the_start_is_told() -> None:
    assert progress(Decimal(12), baseline=Decimal(10), target=Decimal(5)) < 0


def test_progress_needs_a_way_to_go() -> None:
    with pytest.raises(ValueError, match="no way to go"):
        progress(Decimal(1), baseline=Decimal(5), target=Decimal(5))


@given(AMOUNT, AMOUNT, AMOUNT)
def test_progress_is_the_same_seen_from_the_other_side(
    value: Decimal, baseline: Decimal, target: Decimal
) -> None:
    """A decrease is an increase in a mirror: the share of the way is one number."""
    assume(baseline != target)
    upward = progress(value, baseline=baseline, target=target)
    assert upward == progress(-value, baseline=-baseline, target=-target)


@given(AMOUNT, AMOUNT)
def test_progress_goes_from_nothing_to_everything(baseline: Decimal, target: Decimal) -> None:
    assume(baseline != target)
    assert progress(baseline, baseline=baseline, target=target) == 0
    assert progress(target, baseline=baseline, target=target) == 1


@given(AMOUNT, AMOUNT, AMOUNT)
def test_a_target_is_reached_where_the_whole_way_is_made(
    value: Decimal, baseline: Decimal, target: Decimal
) -> None:
    assume(baseline != target)
    rule = Rule.AT_LEAST if target > baseline else Rule.AT_MOST
    whole = progress(value, baseline=baseline, target=target) >= 1
    assert whole == reached(value, rule=rule, baseline=baseline, target=target)


@pytest.mark.parametrize(
    ("rule", "baseline", "value", "holds"),
    [
        (Rule.EXACTLY, 0, 5, True),
        (Rule.EXACTLY, 0, 6, False),
        (Rule.HOLD, 5, 4, False),
        (Rule.HOLD, 9, 4, True),  # to stay at or under 5, where one began above it
        (Rule.ALL, 0, 4, False),
        (Rule.K_OF_SET, 0, 5, True),
    ],
)
def test_reached_by_rule(rule: Rule, baseline: int, value: int, *, holds: bool) -> None:
    assert reached(Decimal(value), rule=rule, baseline=Decimal(baseline), target=Decimal(5)) is holds


def test_a_limit_is_to_be_kept_and_a_reduction_to_be_reached() -> None:
    assert maintains(Rule.AT_MOST, baseline=Decimal(0), target=Decimal(5))
    assert not maintains(Rule.AT_MOST, baseline=Decimal(10), target=Decimal(5))
    assert maintains(Rule.ALL, baseline=Decimal(0), target=None)
