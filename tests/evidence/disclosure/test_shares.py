from __future__ import annotations

import pytest
from tests.evidence.disclosure.worlds import ROLE, listed

from thriving.evidence.disclosure.shares import percent
from thriving.evidence.disclosure.tables import ALL, published

TABLE = published(listed(ROLE, [33, 41, 126]), frozenset({("trainer",)}))


def test_a_share_is_of_rounded_counts() -> None:
    assert percent(TABLE, ("organizer",), (ALL,)) == 18  # 35 of 200, not 33: that would be 16


def test_a_hidden_cell_has_no_share() -> None:
    assert percent(TABLE, ("trainer",), (ALL,)) is None


@pytest.mark.parametrize("people", [48, 49, 50, 51, 52])
def test_a_share_does_not_tell_the_last_person(people: int) -> None:
    table = published(listed(ROLE, [people, 100, 100 - people]), frozenset())
    assert percent(table, ("organizer",), (ALL,)) == 25


def test_nobody_has_no_share() -> None:
    assert percent(published(listed(ROLE, [0, 0, 0]), frozenset()), ("organizer",), (ALL,)) is None
