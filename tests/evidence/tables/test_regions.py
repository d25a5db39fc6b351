"""A region's page shows what was published of its people, and nobody in it is found."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.conftest import Cast

from thriving.evidence.models import TableRelease
from thriving.movement import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def regions(cast: Cast) -> None:
    actions.load_shipped_reference(by="test")


def page(client: Client, region: str) -> str:
    return client.get(f"/regions/wikimedia/{region}/").content.decode()


def test_a_region_shows_its_published_figure(regions: None, first: TableRelease, client: Client) -> None:
    found = page(client, "south-asia")
    assert "People, by region" in found
    assert "24, as of 31 March 2020" in found
    assert "/tables/people-by-region/" in found


@pytest.mark.parametrize("region", ["north-america", "northern-and-western-europe"])
def test_few_and_nobody_look_alike(region: str, regions: None, first: TableRelease, client: Client) -> None:
    assert "hidden, as of 31 March 2020" in page(client, region)


def test_who_sees_people_live_gets_the_same(
    regions: None, first: TableRelease, client: Client, cast: Cast
) -> None:
    client.force_login(cast.evaluator)
    assert "hidden, as of 31 March 2020" in page(client, "north-america")
