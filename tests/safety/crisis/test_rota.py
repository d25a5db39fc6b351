from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from thriving.safety.crisis.rota import Turn, covered_until, gaps, on_call

START = datetime(2020, 6, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def turn(who: int, begins: int, ends: int, *, override: bool = False) -> Turn:
    return Turn(who, START + begins * HOUR, START + ends * HOUR, override)


def test_an_override_goes_before_and_the_last_one_wins() -> None:
    turns = [turn(1, 0, 24), turn(2, 4, 8, override=True), turn(3, 6, 7, override=True), turn(4, 7, 20)]
    found = [on_call(turns, START + hour * HOUR) for hour in (0, 4, 6, 7, 8, 23, 24)]
    assert found == [1, 2, 3, 2, 4, 1, None]


def test_gaps_before_between_and_after() -> None:
    found = gaps([turn(1, 2, 4), turn(2, 6, 8)], START, START + 10 * HOUR)
    hours = [((each.begins - START) / HOUR, (each.ends - START) / HOUR) for each in found]
    assert hours == [(0, 2), (4, 6), (8, 10)]


def test_where_turns_meet_or_lie_over_each_other_is_no_gap() -> None:
    turns = [turn(1, 0, 4), turn(2, 4, 8), turn(3, 6, 12), turn(4, 13, 14)]
    assert gaps(turns, START, START + 10 * HOUR) == []


def test_covered_until_the_first_gap() -> None:
    assert covered_until([turn(1, -2, 4), turn(2, 4, 6), turn(3, 7, 9)], START) == START + 6 * HOUR
    assert covered_until([turn(1, 1, 4)], START) == START


TURNS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda pair: turn(1, pair[0], pair[0] + pair[1])),
    max_size=8,
)


@given(TURNS)
def test_an_hour_is_in_a_gap_just_when_nobody_is_on_call(turns: list[Turn]) -> None:
    ends = START + 48 * HOUR
    found = gaps(turns, START, ends)
    for hour in range(48):
        moment = START + hour * HOUR
        in_gap = any(each.begins <= moment < each.ends for each in found)
        assert in_gap == (on_call(turns, moment) is None)
