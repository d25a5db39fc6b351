"""The attacker finds what can be found: checked by subtraction, and by trying every table there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from tests.evidence.disclosure.worlds import CONTINENT, COUNTRY, LANGUAGE, ROLE, crossed, grid, listed

from thriving.evidence.disclosure.attack import Interval, Why, audit, intervals
from thriving.evidence.disclosure.bounds import Nonsense
from thriving.evidence.disclosure.dimensions import place
from thriving.evidence.disclosure.releases import Change, Exact, Release, Unknown
from thriving.evidence.disclosure.rules import Need
from thriving.evidence.disclosure.tables import ALL, Cell, PublishedTable, Table, published


def known(table: Table, *hidden: Cell) -> dict[Cell, Interval]:
    """What is known of the hidden cells of one table."""
    found = intervals([Release((published(table, frozenset(hidden)),))])
    return {cell: found[Unknown(0, "people", table.place(cell))] for cell in hidden}


def test_one_hidden_cell_is_what_its_row_lacks() -> None:
    table = crossed(CONTINENT, ROLE, [[3, 40, 50], [20, 30, 40]])
    assert known(table, ("africa", "organizer"))["africa", "organizer"] == (3, 3)


def test_four_in_a_square_can_turn_against_each_other() -> None:
    table = grid([[3, 40, 50], [20, 30, 40], [60, 70, 80]])
    square = tuple(product(("row-0", "row-1"), ("column-0", "column-1")))
    assert known(table, *square)["row-0", "column-0"] == (0, 23)


def test_two_in_a_row_and_one_in_each_column_are_found() -> None:
    table = grid([[3, 4, 50], [20, 30, 40], [60, 70, 80]])
    found = known(table, ("row-0", "column-0"), ("row-0", "column-1"))
    assert all(interval.solved for interval in found.values())


def test_a_margin_hides_like_a_cell() -> None:
    table = listed(ROLE, [3, 20, 40])
    assert known(table, ("organizer",), ("trainer",)) == {("organizer",): (0, 23), ("trainer",): (0, 23)}


def test_a_coarser_table_gives_away_the_finer() -> None:
    countries, continents = listed(COUNTRY, [3, 40, 20, 30]), listed(CONTINENT, [43, 50], "continents")
    hidden = published(countries, frozenset({("ghana",), ("india",)}))
    apart = intervals([Release((hidden,))])
    together = intervals([Release((hidden, published(continents, frozenset())))])
    ghana = Unknown(0, "people", place(("country", "ghana")))
    assert (apart[ghana], together[ghana]) == ((0, 23), (3, 3))


def test_a_table_of_some_is_part_of_the_table_of_all() -> None:
    everybody = crossed(CONTINENT, ROLE, [[3, 40, 50], [20, 30, 40]])
    organizers = Table(
        "organizers",
        "people",
        (CONTINENT,),
        {("africa",): 3, ("asia",): 20},
        within=place(("role", "organizer")),
    )
    square = frozenset(product(CONTINENT.categories, ("organizer", "trainer")))
    shown = [Release((published(everybody, square), published(organizers, frozenset())))]
    trainers = Unknown(0, "people", everybody.place(("africa", "trainer")))
    assert intervals(shown)[trainers] == (40, 40)


def test_a_told_total_of_two_places_is_subtracted() -> None:
    table = listed(ROLE, [3, 20, 40])
    shown = published(table, frozenset({("organizer",), ("trainer",), ("student",)}))
    both = Exact("people", frozenset({place(("role", "organizer")), place(("role", "student"))}), 43)
    found = intervals([Release((shown,), (both,))])
    assert found[Unknown(0, "people", place(("role", "trainer")))] == (20, 20)


def test_languages_do_not_add_up() -> None:
    table = Table("languages", "people", (LANGUAGE,), {("ar",): 4, ("en",): 30, ("es",): 5, (ALL,): 33})
    assert known(table, ("ar",))["ar",] == (0, 33)


def test_few_who_came_tell_what_was_there() -> None:
    before, after = listed(ROLE, [3, 20, 40]), listed(ROLE, [12, 21, 40])
    hidden = published(before, frozenset({("organizer",), ("trainer",)}))
    shown = published(after, frozenset())
    found = intervals([Release((hidden,), changes={"people": Change(10, 0)}), Release((shown,))])
    assert found[Unknown(0, "people", place(("role", "organizer")))] == (2, 12)
    assert found[Unknown(0, "people", place(("role", "trainer")))] == (11, 21)


def test_impossible_cells_are_no_place_to_hide() -> None:
    table = Table(
        "roles",
        "people",
        (ROLE,),
        {("organizer",): 3, ("trainer",): 50},
        impossible=frozenset({("student",)}),
    )
    found = intervals([Release((published(table, frozenset({("organizer",), ("student",)})),))])
    assert found == {Unknown(0, "people", place(("role", "organizer"))): (3, 3)}


def test_what_does_not_add_up_is_nonsense() -> None:
    shown = {("organizer",): 3, ("trainer",): 4, ("student",): 5, (ALL,): 13}
    with pytest.raises(Nonsense):
        intervals([Release((PublishedTable("roles", "people", (ROLE,), shown),))])


def test_the_audit_names_each_breach() -> None:
    table = grid([[3, 40, 50], [20, 30, 40], [60, 70, 80]])
    one, other = Unknown(0, "people", table.place(("row-0", "column-0"))), ("row-1", "column-2")
    needs = {one: Need(0, 10)}
    shown = published(table, frozenset({("row-0", "column-0"), other}))
    breaches = audit([Release((shown,))], needs)
    assert {(each.at, each.why) for each in breaches} == {
        (one, Why.SOLVED),
        (Unknown(0, "people", table.place(other)), Why.SOLVED),
    }


def test_the_audit_asks_for_enough_doubt() -> None:
    table = grid([[3, 4, 50], [2, 5, 40], [60, 70, 80]])
    square = frozenset(product(("row-0", "row-1"), ("column-0", "column-1")))
    at = Unknown(0, "people", table.place(("row-0", "column-0")))
    (breach,) = audit([Release((published(table, square),))], {at: Need(0, 10)})
    assert breach == (at, (0, 5), Why.NARROW)


def test_the_audit_sees_what_stands_open() -> None:
    table = grid([[3, 40], [20, 30]])
    at = Unknown(0, "people", table.place(("row-0", "column-0")))
    (breach,) = audit([Release((published(table, frozenset()),))], {at: Need(0, 10)})
    assert breach.interval == (3, 3)


# Every table there is

Numbers = tuple[int, ...]


def spread(people: int, cells: int) -> Iterator[Numbers]:
    """All ways to put so many people into so many cells."""
    for dividers in combinations_with_replacement(range(people + 1), cells - 1):
        marks = (0, *dividers, people)
        yield tuple(after - before for before, after in pairwise(marks))


def as_grid(numbers: Numbers) -> Table:
    return grid([numbers[:3], numbers[3:]])


tiny = some.lists(some.integers(0, 2), min_size=6, max_size=6).map(tuple)
some_cells = some.sets(some.sampled_from(sorted(set(as_grid((0,) * 6).cells()) - {(ALL, ALL)})), min_size=1)


def looks_alike(table: Table, shown: PublishedTable) -> bool:
    return all(count is None or table[cell] == count for cell, count in shown.cells_shown.items())


@settings(max_examples=40, deadline=None)
@given(tiny, some_cells)
def test_the_attacker_finds_what_trying_every_table_finds(numbers: Numbers, hidden: set[Cell]) -> None:
    shown = published(as_grid(numbers), frozenset(hidden))
    alike = [table for each in spread(sum(numbers), 6) if looks_alike(table := as_grid(each), shown)]
    found = intervals([Release((shown,))])
    for cell in hidden:
        values = [table[cell] for table in alike]
        assert found[Unknown(0, "people", shown.place(cell))] == (min(values), max(values))


FOUR = some.lists(some.integers(0, 2), min_size=4, max_size=4).map(tuple)
FOUR_CELLS = some.sets(some.sampled_from(sorted(set(grid([[0, 0], [0, 0]]).cells()) - {(ALL, ALL)})))


def square(numbers: Sequence[int]) -> Table:
    return grid([numbers[:2], numbers[2:]])


def fits(before: Numbers, after: Numbers, change: Change) -> bool:
    came = sum(max(later - sooner, 0) for sooner, later in zip(before, after, strict=True))
    return came <= change.joined and sum(after) - sum(before) == change.joined - change.left


@settings(max_examples=30, deadline=None)
@given(FOUR, FOUR, FOUR_CELLS, FOUR_CELLS, some.integers(0, 2))
def test_in_two_releases_the_attacker_finds_what_trying_every_pair_finds(
    before: Numbers, after: Numbers, hidden_before: set[Cell], hidden_after: set[Cell], moved: int
) -> None:
    came = moved + sum(max(later - sooner, 0) for sooner, later in zip(before, after, strict=True))
    change = Change(came, came - sum(after) + sum(before))
    first, second = (
        published(square(before), frozenset(hidden_before)),
        published(square(after), frozenset(hidden_after)),
    )
    found = intervals([Release((first,), changes={"people": change}), Release((second,))])
    pairs = [
        (square(one), square(other))
        for one in spread(sum(before), 4)
        if looks_alike(square(one), first)
        for other in spread(sum(after), 4)
        if looks_alike(square(other), second) and fits(one, other, change)
    ]
    for number, hidden in enumerate((hidden_before, hidden_after)):
        for cell in hidden:
            values = [pair[number][cell] for pair in pairs]
            assert found[Unknown(number, "people", first.place(cell))] == (min(values), max(values))
