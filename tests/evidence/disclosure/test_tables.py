from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.evidence.disclosure.worlds import CONTINENT, LANGUAGE, ROLE, crossed, grid, listed

from thriving.evidence.disclosure.dimensions import place
from thriving.evidence.disclosure.tables import ALL, Cell, Table, published


def test_margins_and_total_are_summed() -> None:
    table = grid([[1, 2], [30, 40]])
    assert (table["row-0", ALL], table[ALL, "column-1"], table[table.total]) == (3, 42, 73)


def test_a_category_that_nobody_is_in_is_a_cell_all_the_same() -> None:
    table = Table("roles", "people", (ROLE,), {("organizer",): 40})
    assert table[("student",)] == 0
    assert len(list(table.cells())) == len(ROLE.categories) + 1


def test_a_cell_stands_where_its_table_stands() -> None:
    table = Table("organizers", "people", (CONTINENT,), {}, within=place(("role", "organizer")))
    assert table.place(("asia",)) == place(("role", "organizer"), ("continent", "asia"))
    assert table.place(table.total) == place(("role", "organizer"))


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({("emperor",): 1}, "no cell"),
        ({("student",): -1}, "fewer than nobody"),
        ({("student",): 3, (ALL,): 4}, "does not add up"),
    ],
)
def test_impossible_counts_are_refused(counts: Mapping[Cell, int], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Table("roles", "people", (ROLE,), counts)


def test_where_people_overlap_the_margin_is_a_count_of_its_own() -> None:
    with pytest.raises(ValueError, match="count at"):
        listed(LANGUAGE, [20, 30, 10])
    table = Table("languages", "people", (LANGUAGE,), {("ar",): 20, ("en",): 30, (ALL,): 35})
    assert table[table.total] == 35


@pytest.mark.parametrize("everybody", [29, 51])
def test_an_overlapping_margin_lies_between_its_largest_part_and_their_sum(everybody: int) -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        Table("languages", "people", (LANGUAGE,), {("ar",): 20, ("en",): 30, (ALL,): everybody})


def test_nobody_can_be_where_nobody_can_be() -> None:
    with pytest.raises(ValueError, match="impossible"):
        Table("roles", "people", (ROLE,), {("student",): 1}, impossible=frozenset({("student",)}))


def test_three_dimensions_are_too_many() -> None:
    with pytest.raises(ValueError, match="one or two"):
        Table("cube", "people", (CONTINENT, ROLE, LANGUAGE), {})


def test_the_same_question_is_asked_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        Table("organizers", "people", (ROLE,), {}, within=place(("role", "organizer")))


def test_hidden_cells_look_alike_whatever_they_hold() -> None:
    table = crossed(CONTINENT, ROLE, [[0, 9, 40], [20, 30, 40]])
    shown = published(table, frozenset({("africa", "organizer"), ("africa", "trainer"), ("asia", "student")}))
    assert {shown[cell] for cell in shown.hidden} == {None}
    assert shown["asia", "trainer"] == 30
    assert shown.share_hidden == 3 / 12
