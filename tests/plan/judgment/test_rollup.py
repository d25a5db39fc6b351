from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thriving.plan.judgment.rollup import LISTED, counts, weakest
from thriving.plan.states import Status

STATUSES = st.lists(st.sampled_from(Status), min_size=1)


def test_a_compound_stands_as_its_most_pressing_requirement() -> None:
    assert weakest([Status.MET, Status.AT_RISK, Status.ON_TRACK]) is Status.AT_RISK
    assert weakest([Status.OFF_TRACK, Status.LATE]) is Status.OFF_TRACK


def test_no_case_yet_never_hides_what_is_under_way() -> None:
    assert weakest([Status.NO_CASE_YET, Status.ON_TRACK]) is Status.ON_TRACK
    assert weakest([Status.NO_CASE_YET, Status.MET]) is Status.NO_CASE_YET


def test_counts_leave_out_what_does_not_occur() -> None:
    assert list(counts([Status.LATE, Status.MET, Status.LATE]).items()) == [(Status.MET, 1), (Status.LATE, 2)]


def test_every_status_has_its_place() -> None:
    assert set(LISTED) == set(Status)


@given(STATUSES)
def test_counts_add_up(statuses: list[Status]) -> None:
    assert sum(counts(statuses).values()) == len(statuses)


@given(STATUSES, STATUSES)
def test_more_requirements_never_make_it_look_better(some: list[Status], more: list[Status]) -> None:
    order = list(Status)
    assert order.index(weakest(some + more)) <= order.index(weakest(some))


@given(STATUSES)
def test_a_stale_part_is_never_rolled_up_to_green(statuses: list[Status]) -> None:
    assert weakest([*statuses, Status.NO_RECENT_DATA]) not in (Status.ON_TRACK, Status.MET)
