"""One list of all that somebody does next for grants, from every package that adds to it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import Cast
from tests.grants import world as grants
from tests.grants.reports import world

from thriving.grants.proposals.models import Intake
from thriving.movement import work

pytestmark = pytest.mark.django_db
MINE = "/grants/mine/"
OF_GRANTS = {
    *("proposals", "review", "agreements", "payments", "grant_reports"),
    *("assessments of events", "readiness of events", "acknowledgments"),
}


def test_every_package_of_grants_and_of_what_holds_their_money_adds_to_it() -> None:
    assert {each.name for each in work.contributors.values() if "grants" in each.lists} >= OF_GRANTS


def test_each_says_whose_it_is_and_what_is_late_stands_first(cast: Cast, client: Client) -> None:
    world.report(world.agreement(cast.volunteer))
    grants.proposal(cast.volunteer, "draft")
    client.force_login(cast.volunteer)
    with world.on(grants.OPENS):
        rows = json.loads(client.get("/grants/mine.json").content)["rows"]
    assert (rows[0]["whose"], rows[0]["late"]) == ("as one who applies", False)
    with world.on(world.DUE + timedelta(days=1)):
        rows = json.loads(client.get("/grants/mine.json").content)["rows"]
        html = client.get(MINE).content.decode()
    assert (rows[0]["whose"], rows[0]["late"]) == ("on the grantee’s side", True)
    assert "on the grantee’s side" in html


def test_a_spreadsheet_on_which_nobody_decided_waits_for_who_brought_it(client: Client) -> None:
    officer = world.officer()
    said = {"title": "old.csv", "digest": "a" * 64, "header": [], "mapping": {}}
    one = grants.grant_round()
    Intake.objects.create(round=one, brought_at=grants.HANDED_IN, brought_by=officer.key, **said)
    Intake.objects.create(round=one, brought_at=grants.HANDED_IN, brought_by="other", **said)
    client.force_login(officer)
    with world.on(grants.AFTERWARDS):
        rows = json.loads(client.get("/grants/mine.json").content)["rows"]
    assert [(each["what"], each["due_on"]) for each in rows] == [
        ("Take the grants of a spreadsheet in, or drop it", "2026-02-16")
    ]


@pytest.mark.parametrize("who", ["volunteer", "grants officer"])
def test_more_of_it_costs_no_more_queries(cast: Cast, client: Client, who: str) -> None:
    reader = cast.volunteer if who == "volunteer" else world.officer()
    client.force_login(reader)

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted, world.on(grants.OPENS):
            assert client.get(MINE).status_code == 200
        return len(counted)

    def more() -> None:
        world.report(world.agreement(cast.volunteer), due_on=world.DUE)
        for state in ("draft", "submitted"):
            grants.proposal(cast.volunteer, state)

    more()
    queries()
    before = queries()
    for _each in range(3):
        more()
    assert queries() == before
