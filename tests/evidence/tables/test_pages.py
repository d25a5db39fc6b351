"""What readers without a role get of people in parts: what was published, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.conftest import Cast
from tests.evidence.pages.test_records import cost_of, plain, text
from tests.evidence.tables import world
from tests.evidence.tables.world import at, proposal

from thriving.evidence.asked import Asked
from thriving.evidence.models import TableRelease, TableSpecification
from thriving.evidence.tables import proposing

pytestmark = pytest.mark.django_db
ADDRESS = "/tables/people-by-region"


def test_a_visitor_reads_the_table(first: TableRelease, client: Client) -> None:
    page = plain(text(client, f"{ADDRESS}/"))
    assert "People, by region" in page
    assert "Of 72 people: South Asia 24, Sub-Saharan Africa 17 and Latin America &amp; Caribbean 14." in page
    assert "hidden where it is of fewer than 10 people, nobody included" in page
    assert "31 March 2020</time>, as known on" in page


def test_hidden_figures_look_alike(first: TableRelease, client: Client) -> None:
    rows = {row["row"]: row for row in client.get(f"{ADDRESS}/1.json").json()["rows"]}
    few, nobody = rows["north-america"], rows["northern-and-western-europe"]
    assert {**few, "row": ""} == {**nobody, "row": ""}
    assert few == {"row": "north-america", "column": "", "people": None, "percent": None, "hidden": True}


def test_shares_are_made_of_rounded_figures(first: TableRelease, client: Client) -> None:
    rows = {row["row"]: row for row in client.get(f"{ADDRESS}/1.json").json()["rows"]}
    assert rows["south-asia"]["percent"] == round(100 * 25 / 70)


def test_the_twins_say_what_was_agreed(first: TableRelease, client: Client) -> None:
    [row] = client.get("/tables.json").json()["rows"]
    assert (row["key"], row["measure"], row["dimensions"]) == ("people-by-region", "people", ["region"])
    [release] = client.get(f"{ADDRESS}.json").json()["rows"]
    assert (release["outcome"], release["digest"]) == ("published", first.digest)
    assert "south-asia,,24," in client.get(f"{ADDRESS}/1.csv").content.decode()


def test_what_stood_again_says_so(first: TableRelease, client: Client) -> None:
    with at(date(2020, 5, 1)):
        world.engage({"south-asia": 3}, date(2020, 5, 1))
    with at(date(2020, 7, 1)):
        world.published()
    page = plain(text(client, f"{ADDRESS}/2/"))
    assert "The figures of 31 March 2020 stand." in page
    assert "South Asia 24" in page
    assert client.get(f"{ADDRESS}/2.json").json()["counted_in"] == 1


def test_a_refused_table_says_why(asked: Asked, cast: Cast, client: Client) -> None:
    with at(world.MARCH):
        said = proposal(asked, least_population=100)
        world.approved(said, cast.evaluator, cast.second_evaluator)
    with at(date(2020, 4, 1)):
        world.published()
    page = plain(text(client, f"{ADDRESS}/1/"))
    assert "Not published: there are too few people to be divided." in page
    assert client.get(f"{ADDRESS}/1.json").json()["rows"] == []


def test_a_proposed_table_is_not_there_for_others(asked: Asked, cast: Cast, client: Client) -> None:
    proposing.propose(proposal(asked), by=cast.evaluator)
    absent = client.get("/tables/nothing/")
    for reader in (None, cast.volunteer, cast.lead, cast.operator):
        if reader:
            client.force_login(reader)
        answer = client.get(f"{ADDRESS}/")
        assert (answer.status_code, absent.status_code) == (404, 404)
        assert client.get("/tables.json").json()["rows"] == []
    client.force_login(cast.second_evaluator)
    assert "Approve" in text(client, f"{ADDRESS}/")


def test_an_evaluator_proposes_and_another_approves(
    asked: Asked, place: Any, cast: Cast, client: Client
) -> None:
    client.force_login(cast.evaluator)
    said = {
        "key": "people-by-region",
        "number": "a-plan/people",
        "first": "region",
        "second": "",
        "k": 10,
        "least_population": 30,
        "cadence": "quarterly",
        "why": "To see whom we reach.",
    }
    assert client.post("/tables/propose/", said).headers["Location"] == f"{ADDRESS}/"
    client.post(f"{ADDRESS}/decide/", {"move": "approve"})
    assert TableSpecification.objects.get().state == "proposed"
    client.force_login(cast.second_evaluator)
    client.post(f"{ADDRESS}/decide/", {"move": "approve", "why": "It is safe."})
    assert TableSpecification.objects.get().state == "approved"


def test_a_bad_proposal_loses_nothing(asked: Asked, place: Any, cast: Cast, client: Client) -> None:
    client.force_login(cast.evaluator)
    said = {"key": "people", "number": "a-plan/people", "first": "region", "second": "region", "k": 3}
    answer = client.post(
        "/tables/propose/", {**said, "least_population": 5, "cadence": "monthly", "why": "Why?"}
    )
    page = plain(answer.content.decode())
    assert answer.status_code == 422
    for sentence in (
        "Choose one property, or two different ones.",
        "Fewer than 10 people are never told here.",
    ):
        assert sentence in page
    assert "Why?" in page
    assert not TableSpecification.objects.exists()


def test_the_button_publishes_what_is_due(by_region: TableSpecification, cast: Cast, client: Client) -> None:
    with at(date(2020, 4, 1)):
        client.force_login(cast.evaluator)
        assert "1 table is due" in plain(text(client, "/tables/"))
        client.post("/tables/publish/")
        assert TableRelease.objects.get().outcome == "published"
        assert "is due" not in plain(text(client, "/tables/"))


@pytest.mark.parametrize("page", ["/tables/", f"{ADDRESS}/"])
def test_the_lists_cost_the_same_however_long(
    first: TableRelease, asked: Asked, cast: Cast, client: Client, page: str
) -> None:
    before = cost_of(client, page)
    for number, key in enumerate(("role", "standing")):
        world.approved(proposal(asked, key, key=f"by-{key}"), cast.evaluator, cast.second_evaluator)
        with at(date(2020, 7 + 3 * number, 1)):
            world.published()
    assert TableSpecification.objects.count() == 3
    assert cost_of(client, page) == before
