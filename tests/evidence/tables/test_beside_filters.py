"""Tables and filtered numbers of the same people: never both, for the one would open the other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from tests.conftest import Cast
from tests.evidence.tables import world
from tests.evidence.tables.world import JUNE, MARCH, at, engage, proposal, told

from thriving.evidence import actions, in_use
from thriving.evidence.asked import Asked
from thriving.evidence.in_use import Place
from thriving.evidence.measures import Reading
from thriving.evidence.models import TableRelease, TableSpecification
from thriving.evidence.tables import proposing

pytestmark = pytest.mark.django_db
HIDDEN = Reading(None, fewer_than=10)
REFUSED = "not told by tables"


def part(whole: Asked, *regions: str) -> Asked:
    return Asked.of(whole.version, [["region", "in", list(regions)]])


def publish(*asked: Asked) -> list[Reading]:
    release = actions.publish("plan", asked, on=MARCH, by="test")
    kept = {each.question_hash: each for each in release.snapshots.all()}
    return [Reading.from_json(kept[each.question.hash].reading) for each in asked]


def test_a_hidden_cell_is_not_told_by_a_filter(asked: Asked, cast: Cast) -> None:
    """What the table hides besides, and a small cell beside it, would follow from the total of one region."""
    with at(MARCH):
        engage({"middle-east-and-north-africa": 12})
        world.approved(proposal(asked), cast.evaluator, cast.second_evaluator)
    with at(world.date(2020, 4, 1)):
        [table] = world.published()
        all_of_them, region = publish(asked, part(asked, "middle-east-and-north-africa"))
    assert told(table)["north-america",] is None
    assert (all_of_them.value, region) == (84, HIDDEN)


def test_a_table_that_waits_to_be_published_counts_already(
    asked: Asked, by_region: TableSpecification
) -> None:
    with at(MARCH):
        assert publish(asked, part(asked, "south-asia"))[1] == HIDDEN


def test_what_was_published_once_stays_known(first: TableRelease, asked: Asked, cast: Cast) -> None:
    """The table is retired; everybody has it still."""
    with at(JUNE):
        proposing.retire(first.specification, by=cast.evaluator, why="Enough.")
        assert publish(asked, part(asked, "south-asia"))[1] == HIDDEN


def test_people_told_by_filters_are_not_told_by_tables(asked: Asked, cast: Cast) -> None:
    with at(MARCH):
        assert publish(asked, part(asked, "south-asia"))[1].value == 24
        with pytest.raises(ValidationError, match=REFUSED):
            proposing.propose(proposal(asked), by=cast.evaluator)


def test_people_whom_a_plan_asks_for_by_filters_are_not_told_by_tables(
    asked: Asked, place: Place, cast: Cast
) -> None:
    """Also before anything of it was told."""
    filtered = replace(place, key="asia", asked=part(asked, "south-asia"))
    asks, refused = (
        in_use.places.temporarily("filtered", lambda: [filtered]),
        pytest.raises(ValidationError, match=REFUSED),
    )
    with asks, at(MARCH), refused:
        proposing.propose(proposal(asked), by=cast.evaluator)


def test_a_filter_that_came_in_between_keeps_a_table_from_approval(asked: Asked, cast: Cast) -> None:
    with at(MARCH):
        table = proposing.propose(proposal(asked), by=cast.evaluator)
        publish(asked, part(asked, "south-asia"))
        with pytest.raises(ValidationError, match=REFUSED):
            proposing.approve(table, by=cast.second_evaluator)
    table.refresh_from_db()
    assert table.state == "proposed"


def test_a_filter_that_told_nothing_is_no_reason(asked: Asked, cast: Cast) -> None:
    with at(MARCH):
        publish(asked, part(asked, "north-america"))
        assert proposing.propose(proposal(asked), by=cast.evaluator).state == "proposed"
