"""The attacker against many releases: a seeded tenth; all where DISCLOSURE_BATTERY is "whole"."""

from __future__ import annotations

import os

import pytest
from bench import disclosure

PARTS = 10
WHOLE = os.environ.get("DISCLOSURE_BATTERY") == "whole"
parts = pytest.mark.parametrize("part", range(PARTS if WHOLE else 1))


def numbers(count: int, part: int) -> range:
    return range(part * count // PARTS, (part + 1) * count // PARTS)


def holds(tally: disclosure.Tally, count: int) -> None:
    assert tally.releases == count // PARTS
    assert (tally.solved, tally.narrow) == (0, 0)
    assert tally.share_refused <= disclosure.MOST_REFUSED, tally.whys
    assert tally.share_hidden <= disclosure.MOST_HIDDEN


@parts
def test_no_table_is_solved(part: int) -> None:
    holds(disclosure.tables(numbers(disclosure.TABLES, part)), disclosure.TABLES)


@parts
def test_no_pair_of_releases_is_solved(part: int) -> None:
    holds(disclosure.pairs(numbers(disclosure.PAIRS, part)), disclosure.PAIRS)


@parts
def test_no_set_of_linked_tables_is_solved(part: int) -> None:
    holds(disclosure.sets(numbers(disclosure.SETS, part)), disclosure.SETS)


def test_with_only_the_small_cells_hidden_nearly_every_table_is_solved() -> None:
    """Were it otherwise, the attacker above would prove nothing."""
    tables = [disclosure.random_table(disclosure.seeded(1, number)) for number in range(20)]
    tally = disclosure.without(([table], ()) for table in tables)
    assert tally.solved >= 18
