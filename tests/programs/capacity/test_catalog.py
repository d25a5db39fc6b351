"""The list of capacities: its ten groups, and what becomes of a capacity in a later version."""

from __future__ import annotations

from datetime import date

import pytest

from thriving.kernel.words import Words
from thriving.programs.capacity import catalog
from thriving.programs.capacity.catalog import Capacity, CapacityList, Group


def second_version() -> CapacityList:
    """Students under a new name; governance as before; all else dropped."""
    kept = (
        Capacity("reaching-students", Words(en="Reaching students"), Words(), "all", ("engaging-students",)),
        Capacity("governance", Words(en="Governing"), Words(), "all"),
    )
    return CapacityList(2, date(2027, 1, 1), "tests", (Group("all", Words(en="All"), kept),))


def test_the_first_list_has_ten_groups_of_about_forty_capacities() -> None:
    first = catalog.of_version(1)
    assert len(first.groups) == 10
    assert 36 <= len(first.capacities) <= 44
    assert all(set(each.name) == set(each.text) == {"en", "es", "ar"} for each in first.capacities.values())


@pytest.mark.parametrize(
    ("key", "later"),
    [("engaging-students", "reaching-students"), ("governance", "governance"), ("wikidata", "")],
)
def test_a_capacity_goes_on_under_another_name_or_ends(key: str, later: str) -> None:
    with catalog.lists.temporarily("2", second_version()):
        assert catalog.replaced_by(key, 1, 2) == later
        assert catalog.newest().version == 2
    assert catalog.replaced_by(key, 1, 1) == key


def test_an_old_name_stays_readable() -> None:
    with catalog.lists.temporarily("2", second_version()):
        assert str(catalog.name_of("wikidata")) == "Working with Wikidata"
