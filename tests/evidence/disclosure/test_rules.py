from __future__ import annotations

import pytest
from tests.evidence.disclosure.worlds import CONTINENT, COUNTRY, GENDER, ROLE, crossed, listed

from thriving.evidence.disclosure.dimensions import Dimension
from thriving.evidence.disclosure.rules import Need, Rules
from thriving.evidence.disclosure.tables import ALL, Table


@pytest.mark.parametrize(("people", "small"), [(0, True), (1, True), (9, True), (10, False)])
def test_nobody_is_as_small_as_nine(people: int, small: bool) -> None:  # noqa: FBT001 -- a table of cases
    needs = Rules().needs(listed(ROLE, [people, 40, 50]))
    assert needs == ({("organizer",): Need(0, 10)} if small else {})


def test_a_sensitive_trait_needs_twenty_and_the_other_margin_ten() -> None:
    table = crossed(ROLE, GENDER, [[19, 20, 20], [5, 5, 4], [60, 50, 40]])
    needs = Rules().needs(table)
    assert needs["organizer", "woman"] == Need(0, 20)
    assert ("organizer", "man") not in needs
    assert ("trainer", ALL) not in needs  # fourteen, and being a trainer is no secret


def test_a_protected_country_needs_twenty() -> None:
    country = Dimension("country", COUNTRY.categories, protected=frozenset({"nepal"}))
    assert set(Rules().needs(listed(country, [15, 15, 15, 15]))) == {("nepal",)}


def test_the_total_is_told_by_itself() -> None:
    assert (ALL,) not in Rules().needs(listed(ROLE, [1, 1, 1]))


def test_what_is_zero_by_public_knowledge_is_no_secret() -> None:
    table = Table("roles", "people", (ROLE,), {("trainer",): 50}, impossible=frozenset({("student",)}))
    assert set(Rules().needs(table)) == {("organizer",)}


def test_a_row_of_one_trait_is_hidden_whole() -> None:
    """Who is in it would be known by it."""
    needs = Rules().needs(crossed(CONTINENT, GENDER, [[200, 20, 2], [100, 90, 80]]))
    assert {cell for cell in needs if cell[0] == "africa"} == {("africa", each) for each in GENDER.categories}
    assert needs["africa", "woman"] == Need(199, 200)  # it may be fewer than nine in ten
    assert needs["africa", "man"] == Need(20, 20)


def test_in_a_small_row_of_one_trait_ten_may_be_of_another() -> None:
    needs = Rules().needs(crossed(CONTINENT, GENDER, [[30, 0, 0], [100, 90, 80]]))
    assert needs["africa", "woman"] == Need(20, 30)


def test_a_mixed_row_is_shown() -> None:
    assert not Rules().needs(crossed(CONTINENT, GENDER, [[80, 21, 20], [100, 90, 80]]))


def test_one_who_is_in_the_cell_knows_of_one_more() -> None:
    assert Rules(insiders=True).needs(listed(ROLE, [10, 40, 50])) == {("organizer",): Need(0, 11)}
