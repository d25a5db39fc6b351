"""What votes amount to, whoever gives them and in whatever order."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thriving.grants.review.voting import (
    ABSTAIN,
    APPROVE,
    APPROVE_WITH_CONDITIONS,
    CHOICES,
    DECLINE,
    DEFER,
    OUTCOMES,
    is_over,
    is_settled,
    outcome,
)

ballots = st.lists(st.sampled_from(CHOICES), max_size=7)
quick = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ([APPROVE, APPROVE, DECLINE], APPROVE),
        ([APPROVE, APPROVE_WITH_CONDITIONS, DECLINE], APPROVE_WITH_CONDITIONS),
        ([APPROVE_WITH_CONDITIONS, APPROVE_WITH_CONDITIONS, APPROVE], APPROVE_WITH_CONDITIONS),
        ([DECLINE, DECLINE, DEFER], DECLINE),
        ([APPROVE, DECLINE], DEFER),
        ([APPROVE, APPROVE_WITH_CONDITIONS, DECLINE, DEFER], DEFER),
        ([APPROVE, ABSTAIN, ABSTAIN], APPROVE),
        ([ABSTAIN, ABSTAIN], DEFER),
        ([], DEFER),
    ],
)
def test_more_than_half_decide_and_without_them_it_waits(votes: list[str], expected: str) -> None:
    assert outcome(votes) == expected


@quick
@given(st.lists(st.sampled_from(CHOICES), max_size=4))
def test_the_order_of_votes_changes_nothing(votes: list[str]) -> None:
    assert {outcome(each) for each in permutations(votes)} == {outcome(votes)}


@quick
@given(ballots)
def test_who_abstains_changes_nothing(votes: list[str]) -> None:
    assert outcome([*votes, ABSTAIN]) == outcome(votes)


@quick
@given(ballots)
def test_one_more_for_what_won_never_lets_it_lose(votes: list[str]) -> None:
    if (won := outcome(votes)) != DEFER:
        assert outcome([*votes, won]) == won


@quick
@given(ballots, st.integers(0, 4), st.data())
def test_what_is_settled_stays_whatever_comes(votes: list[str], remaining: int, data: st.DataObject) -> None:
    rest = data.draw(st.lists(st.sampled_from(CHOICES), max_size=remaining))
    if is_settled(votes, remaining):
        assert outcome([*votes, *rest]) == outcome(votes)


@quick
@given(ballots)
def test_something_is_decided_by_a_majority_or_not_at_all(votes: list[str]) -> None:
    said = [each for each in votes if each in OUTCOMES]
    if outcome(votes) == DECLINE:
        assert said.count(DECLINE) * 2 > len(said)
    if outcome(votes) in (APPROVE, APPROVE_WITH_CONDITIONS):
        assert (said.count(APPROVE) + said.count(APPROVE_WITH_CONDITIONS)) * 2 > len(said)


def test_a_vote_is_not_over_before_its_quorum_even_if_settled() -> None:
    assert is_settled([APPROVE, APPROVE], remaining=1)
    assert not is_over([APPROVE, APPROVE], quorum=3, remaining=1)
    assert is_over([APPROVE, APPROVE], quorum=2, remaining=1)


def test_a_vote_waits_for_whoever_can_still_turn_it() -> None:
    assert not is_over([APPROVE, DECLINE], quorum=2, remaining=1)
    assert is_over([APPROVE, DECLINE], quorum=2, remaining=0)
