"""Abuse case 49: somebody is found by unique facts in published figures. An attacker solves each cell."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.conftest import Cast
from tests.evidence.abuse.attacker import breaches
from tests.evidence.tables import world
from tests.evidence.tables.world import at, proposal

from thriving.evidence.disclosure.protect import Protected
from thriving.evidence.disclosure.rules import Rules
from thriving.evidence.disclosure.tables import published
from thriving.evidence.models import TableRelease
from thriving.evidence.tables import auditing

pytestmark = pytest.mark.django_db
FEW_MORE = {"south-asia": 9, "north-america": 3, "northern-and-western-europe": 8, "": 4}


def publish_twice(cast: Cast) -> None:
    """By region, and by role and standing; then again, after 24 more people have come."""
    with at(world.MARCH):
        world.engage(world.REGIONS)
        asked = world.people()
        for key, names in {"by-region": ("region",), "by-role": ("role", "standing")}.items():
            world.approved(proposal(asked, *names, key=key), cast.evaluator, cast.second_evaluator)
    with at(date(2020, 4, 1)):
        world.published()
    with at(date(2020, 5, 1)):
        world.engage(FEW_MORE, date(2020, 5, 1))
    with at(date(2020, 7, 1)):
        world.published()


def test_nobody_is_found_in_linked_tables_and_two_releases(cast: Cast, client: Client) -> None:
    publish_twice(cast)
    told = TableRelease.objects.filter(outcome="published")
    assert told.count() == 4
    assert breaches(client) == []


def test_without_complementary_hiding_people_are_found(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the small figures are hidden, as if that were enough."""

    def only_small_ones(tables: Any, **_more: Any) -> Protected:
        return Protected(
            tuple(published(table, frozenset(Rules().needs(table))) for table in tables), needs={}
        )

    monkeypatch.setattr(auditing, "protect", only_small_ones)
    publish_twice(cast)
    found = breaches(client)
    assert any(each.interval.solved for each in found)


def test_without_looking_back_people_are_found(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each release is safe by itself; a few came in between, and both together tell who."""
    protect = auditing.protect
    monkeypatch.setattr(auditing, "protect", lambda tables, **more: protect(tables, **more | {"earlier": ()}))
    with at(world.MARCH):
        world.engage(world.REGIONS)
        world.approved(proposal(world.people()), cast.evaluator, cast.second_evaluator)
    with at(date(2020, 4, 1)):
        world.published()
    with at(date(2020, 5, 1)):
        world.engage({"south-asia": 1, "sub-saharan-africa": 1}, date(2020, 5, 1))
    with at(date(2020, 7, 1)):
        world.published()
    assert [each.outcome for each in TableRelease.objects.order_by("pk")] == ["published", "published"]
    south_asia = [
        {
            row["row"]: row["people"]
            for row in client.get(f"/tables/people-by-region/{number}.json").json()["rows"]
        }
        for number in (1, 2)
    ]
    assert south_asia[1]["south-asia"] - south_asia[0]["south-asia"] == 1


@pytest.mark.parametrize("where", ["region:in:south-asia", "standing:in:new", "stage:in:tested"])
def test_an_address_gives_no_part_that_was_not_published(
    where: str, first: TableRelease, client: Client
) -> None:
    """By region it was published: that page answers, whole. By anything else nothing does."""
    answer = client.get(f"/evidence/people/?where={where}")
    twin = client.get(f"/evidence/people.json?where={where}")
    assert twin.status_code == 400
    if where.startswith("region"):
        assert answer.headers["Location"] == "/tables/people-by-region/"
    else:
        assert answer.status_code == 400


@pytest.mark.parametrize("twin", ["/evidence/people.json", "/tables/people-by-region/1.json", "/tables.csv"])
def test_no_twin_names_a_small_figure(twin: str, first: TableRelease, client: Client) -> None:
    """Four are of North America; no figure of fewer than ten stands anywhere."""
    answer = client.get(twin)
    if twin.endswith("json"):
        figures = [row.get("people") for row in answer.json()["rows"]]
        assert all(figure is None or figure >= 10 for figure in figures)
    assert "north-america,,4" not in answer.content.decode()
