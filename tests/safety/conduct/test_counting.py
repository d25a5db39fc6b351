from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thriving.safety.conduct.counting import Count, Terms, needed, ratifies, reaches_quorum

HALF = Terms(quorum=50, majority=50)


@pytest.mark.parametrize(
    ("roll", "quorum", "votes"),
    [(100, 50, 50), (101, 50, 51), (7, 30, 5), (10, 100, 10), (3, 100, 5)],
    ids=["exactly", "rounded up", "never fewer than five", "all", "too few to be secret"],
)
def test_the_quorum_is_told_in_whole_people(roll: int, quorum: int, votes: int) -> None:
    assert needed(roll, Terms(quorum, 50)) == votes


@pytest.mark.parametrize(
    ("count", "ratified"),
    [
        (Count(10, yes=5), True),
        (Count(10, yes=4), False),
        (Count(10, yes=3, no=2), True),
        (Count(10, yes=3, no=3), False),
        (Count(10, yes=1, abstained=4), True),
        (Count(10, abstained=10), False),
    ],
    ids=[
        "for it",
        "no quorum",
        "more than half",
        "just half",
        "abstaining counts for the quorum",
        "nobody said",
    ],
)
def test_it_is_ratified_by_enough_of_enough(count: Count, ratified: object) -> None:
    assert ratifies(count, HALF) is ratified


def test_two_thirds_are_more_than_half() -> None:
    assert ratifies(Count(10, yes=6, no=4), HALF)
    assert not ratifies(Count(10, yes=6, no=4), Terms(50, 66))
    assert ratifies(Count(10, yes=7, no=3), Terms(50, 66))


COUNTS = st.builds(
    lambda yes, no, abstained, absent: Count(yes + no + abstained + absent, yes, no, abstained),
    *[st.integers(0, 60)] * 4,
)
TERMS = st.builds(Terms, st.integers(1, 100), st.integers(50, 100))


@given(COUNTS, TERMS)
def test_without_a_quorum_nothing_is_ratified(count: Count, terms: Terms) -> None:
    assert not ratifies(count, terms) or (reaches_quorum(count, terms) and count.yes > count.no)


@given(COUNTS, TERMS)
def test_one_more_for_it_never_undoes_it(count: Count, terms: Terms) -> None:
    more = Count(max(count.roll, count.votes + 1), count.yes + 1, count.no, count.abstained)
    assert not (ratifies(count, terms) and more.roll == count.roll) or ratifies(more, terms)
