"""Goals together, and honestly where something is not measured."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.programs.campaigns import world

from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.content import Content
from thriving.programs.campaigns.goals import Reached, Rule, together
from thriving.programs.campaigns.queries.results import Number, Results, goals_of

GOALS = st.lists(st.builds(Reached, st.none() | st.integers(0, 50), st.integers(1, 20)), max_size=6)


def test_one_goal_passed_by_far_hides_no_other() -> None:
    found = together(Rule.ALL, [Reached(500, 10), Reached(5, 10)])
    assert (found.ratio, found.is_reached) == (0.75, False)


def test_the_best_of_any_will_do() -> None:
    assert together(Rule.ANY, [Reached(2, 10), Reached(30, 10)]).is_reached


def test_what_is_not_measured_is_said_and_never_zero() -> None:
    found = together(Rule.ALL, [Reached(10, 10), Reached(None, 10)])
    assert (found.measured, found.unmeasured, found.is_reached) == (1, 1, False)
    assert together(Rule.ALL, [Reached(None, 3)]).ratio is None


@pytest.mark.parametrize(
    ("told", "target", "value"),
    [
        (Number(20, rough=True), 25, 20),  # of 28, which targets set one after the other would find out
        (Number(30, rough=True), 25, 30),
        (Number(7), 5, 7),
        (Number(None, withheld=True), 5, None),
    ],
)
def test_a_goal_is_judged_by_what_everybody_reads(
    organizer: Person, told: Number, target: int, value: int | None
) -> None:
    campaign = world.running(organizer)
    goal = Content(title=Words(), measure="participants", target=target)
    actions.write_piece(campaign, "goal", "people", goal, by=organizer)
    found = goals_of(campaign, Results({"participants": told}))
    assert found.goals[0].reached == Reached(value, target)


@given(GOALS)
def test_any_is_never_less_than_all(goals: list[Reached]) -> None:
    one, other = together(Rule.ANY, goals).ratio, together(Rule.ALL, goals).ratio
    assert (one is None) == (other is None)
    assert one is None or other is None or 0 <= other <= one <= 1
