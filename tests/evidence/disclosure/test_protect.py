"""What goes out: nothing that can be computed, and the same whatever things are called and listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some
from tests.evidence.disclosure.worlds import (
    CONTINENT,
    GENDER,
    ROLE,
    crossed,
    dimension,
    grid,
    listed,
    only,
    told,
)

from thriving.evidence.disclosure.attack import audit, intervals
from thriving.evidence.disclosure.bounds import bounds
from thriving.evidence.disclosure.knowledge import Fact, knowledge
from thriving.evidence.disclosure.problem import Problem
from thriving.evidence.disclosure.protect import Refused, Why, protect
from thriving.evidence.disclosure.releases import Release
from thriving.evidence.disclosure.rules import Need, Rules
from thriving.evidence.disclosure.shares import percent
from thriving.evidence.disclosure.tables import ALL, Cell, Table

Rows = list[list[int]]
counts = some.one_of(some.integers(0, 12), some.integers(13, 90))
rows = some.lists(some.lists(counts, min_size=3, max_size=3), min_size=4, max_size=4)


def enough(numbers: Rows) -> bool:
    return sum(map(sum, numbers)) >= Rules().least_population


def shown(outcome: object) -> dict[Cell, int | None] | object:
    """What a table shows, or why it does not go out."""
    return outcome.why if isinstance(outcome, Refused) else dict(only(outcome).cells_shown)  # type: ignore[arg-type]


def test_three_cells_are_hidden_with_the_small_one() -> None:
    table = only(protect([grid([[3, 40, 50], [20, 30, 40], [60, 70, 80]])]))
    assert ("row-0", "column-0") in table.hidden
    assert len(table.hidden) == 4
    assert table[table.total] == 393


def test_in_a_list_the_next_smallest_is_hidden_too() -> None:
    assert only(protect([listed(ROLE, [3, 40, 20])])).hidden == {("organizer",), ("student",)}


def test_where_nothing_is_small_nothing_is_hidden() -> None:
    assert not only(protect([grid([[30, 40], [20, 30]])])).hidden


@settings(max_examples=25, deadline=None)
@given(rows)
def test_nothing_that_goes_out_can_be_computed(numbers: Rows) -> None:
    outcome = protect([grid(numbers)])
    assume(not isinstance(outcome, Refused))
    release = Release(told(outcome).tables)
    assert not audit([release], told(outcome).needs)
    assert not any(each.solved for each in intervals([release]).values())


@settings(max_examples=25, deadline=None)
@given(rows)
def test_who_knows_which_cells_are_small_computes_none(numbers: Rows) -> None:
    outcome = protect([grid(numbers)])
    assume(not isinstance(outcome, Refused))
    known = knowledge([Release(told(outcome).tables)])
    for at in known.hidden:
        known.facts.append(Fact((at,), (), 0, 9) if at in outcome.needs else Fact((at,), (), 10, 999))
    found = bounds(known)
    assert not [at for at in outcome.needs if found.solved(at)]


@settings(max_examples=20, deadline=None)
@given(rows, some.permutations(range(4)), some.permutations(range(3)))
def test_other_names_for_the_categories_give_the_same_cells(
    numbers: Rows, down: Sequence[int], across: Sequence[int]
) -> None:
    """What is in row 2 is hidden or shown wherever row 2 stands."""
    assume(_all_different(numbers))
    moved = [[numbers[row][column] for column in across] for row in down]
    here, there = shown(protect([grid(numbers)])), shown(protect([grid(moved)]))
    if isinstance(here, dict) and isinstance(there, dict):
        for (row, was), (column, stood) in product(enumerate(down), enumerate(across)):
            assert there[f"row-{row}", f"column-{column}"] == here[f"row-{was}", f"column-{stood}"]
    else:
        assert here == there


def _all_different(numbers: Rows) -> bool:
    """Between two rows of the same numbers only their names could decide."""
    across = list(zip(*numbers, strict=True))
    return (
        len({tuple(sorted(row)) for row in numbers}) == 4 and len({tuple(sorted(row)) for row in across}) == 3
    )


@settings(max_examples=15, deadline=None)
@given(rows, some.randoms(use_true_random=False))
def test_the_order_in_which_things_are_listed_changes_nothing(numbers: Rows, random: object) -> None:
    table = grid(numbers)
    listed_otherwise = list(table.counts.items())
    random.shuffle(listed_otherwise)  # type: ignore[attr-defined]
    turned = tuple(replace(each, categories=tuple(reversed(each.categories))) for each in table.dimensions)
    other = Table(table.key, table.population, turned, dict(listed_otherwise))
    assert shown(protect([table])) == shown(protect([other]))


@settings(max_examples=15, deadline=None)
@given(rows)
def test_a_category_without_people_shows_as_much_named_or_not(numbers: Rows) -> None:
    """Whether the data mention a category that nobody is in must not be seen."""
    down, across = dimension("row", 5), dimension("column", 3)
    named = crossed(down, across, [*numbers, [0, 0, 0]])
    absent = Table("grid", "people", (down, across), {cell: n for cell, n in named.counts.items() if n})
    assert shown(protect([named])) == shown(protect([absent]))


@settings(max_examples=15, deadline=None)
@given(rows, some.integers(0, 11))
def test_nobody_and_nine_are_hidden_alike(numbers: Rows, where: int) -> None:
    row, column = divmod(where, 3)
    outcomes = []
    for people in (0, 9):
        numbers[row][column] = people
        outcomes.append(shown(protect([grid(numbers)])))
    for outcome in outcomes:
        if isinstance(outcome, dict):
            assert outcome[f"row-{row}", f"column-{column}"] is None


@settings(max_examples=15, deadline=None)
@given(rows)
def test_percentages_do_not_tell_a_hidden_number(numbers: Rows) -> None:
    outcome = protect([grid(numbers)])
    assume(not isinstance(outcome, Refused))
    table = only(outcome)
    for cell in table.cells():
        share = percent(table, cell, table.total)
        assert (share is None) == (cell in table.hidden)


def test_too_few_people_make_no_table() -> None:
    assert protect([listed(ROLE, [9, 10, 10])]) == Refused("list", Why.FEW_PEOPLE)


def test_a_table_without_a_number_left_does_not_go_out() -> None:
    refused = protect([listed(ROLE, [5, 21, 4])])
    assert isinstance(refused, Refused)
    assert (refused.table, refused.why) == ("list", Why.NOTHING_LEFT)


def test_a_row_of_one_trait_does_not_go_out() -> None:
    table = only(protect([crossed(ROLE, GENDER, [[200, 2, 1], [150, 100, 90], [70, 60, 50]])]))
    assert table["organizer", ALL] == 203
    assert {("organizer", each) for each in GENDER.categories} <= table.hidden


def test_a_row_of_one_trait_cannot_be_computed_back_to_it() -> None:
    outcome = protect([crossed(ROLE, GENDER, [[30, 0, 0], [150, 100, 90], [70, 60, 50]])])
    at = next(at for at, need in told(outcome).needs.items() if need == Need(20, 30))
    low, _high = intervals([Release(told(outcome).tables)])[at]
    assert low <= 20


def test_an_impossible_cell_is_shown_and_hides_nothing() -> None:
    nowhere = ("africa", "trainer")
    counts = crossed(CONTINENT, ROLE, [[4, 0, 50], [40, 30, 60]]).counts
    table = Table("grid", "people", (CONTINENT, ROLE), counts, impossible=frozenset({nowhere}))
    out = only(protect([table]))
    assert out[nowhere] == 0
    assert {("africa", "organizer"), ("africa", "student")} <= out.hidden


def test_one_in_the_cell_needs_one_more_to_hide_among() -> None:
    table = listed(ROLE, [10, 40, 20])
    assert not only(protect([table])).hidden
    assert ("organizer",) in only(protect([table], rules=Rules(insiders=True))).hidden


def test_the_attacker_has_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the search for cells to hide mistaken, nothing would go out."""
    monkeypatch.setattr(Problem, "solve", lambda problem: problem.concealed)
    refused = protect([grid([[3, 40, 50], [20, 30, 40], [60, 70, 80]])])
    assert isinstance(refused, Refused)
    assert refused.why is Why.UNSAFE


def test_nobody_without_the_secret_can_repeat_the_choice() -> None:
    table = grid([[3, 40, 50, 45], [20, 30, 40, 35], [60, 70, 80, 75]])
    secrets = [bytes([number]) for number in range(8)]
    choices = {only(protect([table], secret=secret)).hidden for secret in secrets}
    assert len(choices) > 1
    assert (
        only(protect([table], secret=secrets[0])).hidden == only(protect([table], secret=secrets[0])).hidden
    )
