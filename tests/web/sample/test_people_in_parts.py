"""The sample year's people, told in parts: what a visitor reads, and what an attacker makes of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.evidence.abuse.attacker import breaches

from thriving.evidence.models import TableRelease

pytestmark = pytest.mark.django_db
DAY = date(2020, 6, 30)
ADDRESS = "/plan/thriving-movement-2019/key-results/leadership-development-framework/"


def test_the_quarters_are_published_or_carried(played: date) -> None:
    by_region = TableRelease.objects.filter(specification__key="leadership-by-region").order_by("number")
    assert [each.outcome for each in by_region] == ["published", "carried", "published", "published"]


def test_the_key_result_shows_them_as_of_the_day_asked_for(played: date, client: Client) -> None:
    page = client.get(f"{ADDRESS}?on=2020-04-15&known=2020-04-15").content.decode()
    assert "Of <bdi>84</bdi> people" in page or "Of 84 people: South Asia 19" in page
    assert "hidden" in page


def test_the_parts_are_of_the_published_whole(played: date, client: Client) -> None:
    rows = client.get("/tables/leadership-by-region/3.json").json()
    total = next(row["people"] for row in rows["rows"] if not row["row"])
    assert (rows["on"], total, rows["sample"]) == ("2020-03-31", 84, True)


def test_an_attacker_solves_no_cell_of_the_year(played: date, client: Client) -> None:
    assert breaches(client) == []


def test_no_figure_of_fewer_than_ten_stands_anywhere(played: date, client: Client) -> None:
    told: list[Any] = []
    for release in TableRelease.objects.select_related("specification"):
        rows = client.get(f"/tables/{release.specification.key}/{release.number}.json").json()["rows"]
        told += [row["people"] for row in rows if row["people"] is not None]
    assert len(told) > 20
    assert min(told) >= 10
