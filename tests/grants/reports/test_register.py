"""The front page of grants, and the register that everybody reads."""

from __future__ import annotations

import gzip
import json
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import Cast, person
from tests.grants import world as grants
from tests.grants.reports import world
from tests.grants.review import world as reviews

from thriving.grants.agreements.models import Agreement
from thriving.grants.proposals import actions as of_proposals
from thriving.grants.review.actions import reviewing

pytestmark = pytest.mark.django_db
LIGHT = 30_000  # octets, compressed
DECIDED, TOO_SOON, TOLD = date(2026, 3, 20), date(2026, 4, 2), date(2026, 4, 3)


@pytest.fixture
def running(cast: Cast) -> Agreement:
    granted = grants.proposal(cast.volunteer, "approved", key="lenses", decided_on=DECIDED)
    return world.agreement(cast.volunteer, proposal=granted)


def listed(client: Client, on: date = TOLD, asked: str = "") -> list[str]:
    with world.on(on):
        return [each["key"] for each in json.loads(client.get(f"/grants.json{asked}").content)["rows"]]


def page(client: Client, on: date = TOLD) -> str:
    with world.on(on):
        return client.get("/grants/").content.decode()


def test_a_grant_is_told_two_weeks_after_its_decision(running: Agreement, client: Client) -> None:
    assert (listed(client, TOO_SOON), listed(client)) == ([], ["lenses"])
    html = page(client)
    assert "1,000" in html
    assert "In force" in html or "Running" in html


def test_what_is_hidden_for_safety_is_in_no_register_whoever_reads(
    running: Agreement, cast: Cast, client: Client
) -> None:
    """Abuse case 59: the register exposes an organizer in danger."""
    of_proposals.hide(running.proposal, hidden=True, by=cast.volunteer)
    for reader in (cast.visitor, cast.volunteer, world.officer()):
        if reader != cast.visitor:
            client.force_login(reader)
        assert listed(client) == []
        assert "A week of photographs" not in page(client)
        with world.on(TOLD):
            assert "lenses" not in client.get("/grants.csv").content.decode()


def test_a_conflict_closes_the_register_as_well(running: Agreement, cast: Cast, client: Client) -> None:
    mia = person("mia")
    reviewing.Declaration.objects.create(
        proposal=running.proposal, person=mia, closeness="family", declared_at=grants.HANDED_IN
    )
    client.force_login(mia)
    assert listed(client) == []
    assert "A week of photographs" not in page(client)


def test_running_grants_are_counted_by_region_and_priority(running: Agreement, client: Client) -> None:
    html = page(client)
    assert "By region" in html
    assert "By priority" in html
    Agreement.objects.update(state="closed", closed_on=TOLD)
    assert "By region" not in page(client)


def test_the_register_is_asked_by_region(running: Agreement, client: Client) -> None:
    assert listed(client, asked="?region=south-asia") == ["lenses"]
    assert listed(client, asked="?region=sub-saharan-africa") == []
    assert listed(client, asked="?priority=no/such") == []


def test_everybody_finds_the_rounds_and_their_own_pages(cast: Cast, client: Client) -> None:
    grants.grant_round()
    with world.on(grants.OPENS):
        assert "/grants/rounds/spring/" in client.get("/grants/").content.decode()
        assert "Yours" not in client.get("/grants/").content.decode()
    officer = world.officer()
    with reviews.on():
        reviews.committee(officer)
    for reader, doors in (
        (cast.volunteer, {"/grants/mine/"}),
        (officer, {"/grants/mine/", "/grants/committees/", "/grants/screening/", "/grants/payments/"}),
        (person("fay", "finance_officer"), {"/grants/mine/", "/grants/payments/"}),
    ):
        client.force_login(reader)
        html = client.get("/grants/").content.decode().partition('id="yours"')[2].partition("</section>")[0]
        assert {each.split('"')[0] for each in html.split('href="')[1:]} == doors


def test_the_menu_leads_to_grants_and_to_ones_own(cast: Cast, client: Client) -> None:
    menu = client.get("/").content.decode().partition("</nav>")[0]
    assert 'href="/grants/"' in menu
    assert 'href="/grants/mine/"' not in menu
    client.force_login(cast.volunteer)
    assert 'href="/grants/mine/"' in client.get("/").content.decode().partition("</nav>")[0]


def test_more_grants_cost_no_more_queries(running: Agreement, cast: Cast, client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            page(client)
        return len(counted)

    page(client)
    before = queries()
    for _each in range(3):
        granted = grants.proposal(cast.volunteer, "approved", decided_on=DECIDED)
        world.agreement(cast.volunteer, proposal=granted)
    assert queries() == before


def test_the_page_is_small_enough_for_a_phone_on_a_slow_network(
    running: Agreement, cast: Cast, client: Client
) -> None:
    for _each in range(30):
        grants.proposal(cast.volunteer, "approved", decided_on=DECIDED)
    assert len(gzip.compress(page(client).encode())) < LIGHT
