"""The pages of reports as their readers use them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import Cast, person
from tests.grants import world as grants
from tests.grants.reports import world

from thriving.evidence import shipped
from thriving.evidence.models import Measure
from thriving.grants.funds.models import Round
from thriving.grants.reports import actions
from thriving.grants.reports.actions.writing import name_of
from thriving.grants.reports.models import Receipt, Report

pytestmark = pytest.mark.django_db
LIST, MINE = "/grants/reports/", "/grants/mine/"


@pytest.fixture
def report(cast: Cast) -> Report:
    return world.report(world.agreement(cast.volunteer))


def page_of(report: Report) -> str:
    return f"{LIST}{report.key}/"


def typed(report: Report) -> dict[str, str]:
    proposal = report.agreement.proposal
    measure, line = proposal.measures.get().pk, proposal.lines.get().pk
    return {
        "done": "We lent lenses.",
        "learned": "They came back.",
        "revision": str(report.revision),
        f"measure-{measure}-value": "640",
        f"line-{line}-value": "912.50",
        f"line-{line}-note": "Second hand.",
    }


def test_a_grantee_writes_saves_and_hands_in(report: Report, cast: Cast, client: Client) -> None:
    client.force_login(cast.volunteer)
    with world.on():
        assert client.get(f"{page_of(report)}write/").status_code == 200
        assert client.post(f"{page_of(report)}write/", typed(report)).status_code == 302
        page = client.get(page_of(report)).content.decode()
        assert "912.50" in page
        assert client.post(f"{page_of(report)}to/submit/").status_code == 302
    report.refresh_from_db()
    assert report.state == "submitted"


def test_core_measures_are_marked_and_stand_before_their_own(
    report: Report, cast: Cast, client: Client
) -> None:
    proposal = report.agreement.proposal
    shipped.define(by="test")
    core = Measure.objects.get(key="event-participants")
    name = name_of(proposal.measures.create(position=0, measure=core, target=30))
    Round.objects.filter(pk=proposal.round_id).update(core_measures=[core.key])
    client.force_login(cast.volunteer)
    for address in (page_of(report), f"{page_of(report)}write/"):
        page = client.get(address).content.decode()
        assert page.count("core measure") == 1
        shown = page[page.index(f"{name}</bdi>") :]
        assert shown.index("core measure") < shown.index("Photographs</bdi>")


@pytest.mark.parametrize("amount", ["NaN", "-0.01", "1e400", "0.005", "12 EUR"])
def test_what_is_no_money_is_said_and_nothing_is_lost(
    report: Report, cast: Cast, client: Client, amount: str
) -> None:
    client.force_login(cast.volunteer)
    said = typed(report)
    line = next(name for name in said if name.startswith("line-") and name.endswith("-value"))
    response = client.post(f"{page_of(report)}write/", {**said, line: amount})
    assert response.status_code == 422
    assert "We lent lenses." in response.content.decode()
    assert not report.spendings.exists()


def test_what_another_wrote_meanwhile_is_not_overwritten(report: Report, cast: Cast, client: Client) -> None:
    client.force_login(cast.volunteer)
    stale = typed(report)
    actions.write(report, world.written(report, done="Theirs."), revision=1, by=cast.volunteer)
    response = client.post(f"{page_of(report)}write/", stale)
    assert response.status_code == 422
    assert "We lent lenses." in response.content.decode()
    assert Report.objects.get().done == "Theirs."


def test_accepted_it_is_everybodys_but_for_its_receipts(report: Report, cast: Cast, client: Client) -> None:
    with world.on():
        actions.bring_receipt(report, world.paid(report), by=cast.volunteer)
        world.submitted(report, cast.volunteer)
        assert client.get(page_of(report)).status_code == 404
        actions.accept(report, by=world.officer())
        page = client.get(page_of(report))
    assert page.status_code == 200
    told = page.content.decode()
    assert "They came back." in told
    assert "912.50" in told
    assert "Two lenses" not in told
    assert client.get(f"{page_of(report)}receipts/{Receipt.objects.get().key}/").status_code == 302


def test_of_a_hidden_proposal_nobody_else_reads_the_report(cast: Cast, client: Client) -> None:
    hidden = grants.proposal(cast.volunteer, "approved", hidden=True)
    report = world.report(world.agreement(cast.volunteer, proposal=hidden))
    with world.on():
        world.submitted(report, cast.volunteer)
        actions.accept(report, by=world.officer())
        assert client.get(page_of(report)).status_code == 404
        assert client.get("/grants/reports.json").json()["rows"] == []


def test_an_officer_asks_for_one(cast: Cast, client: Client) -> None:
    agreement, officer = world.agreement(cast.volunteer), world.officer()
    client.force_login(officer)
    said = {
        "kind": "interim",
        "covers_from": "2026-07-01",
        "covers_until": "2026-09-30",
        "due_on": "2026-10-15",
    }
    with world.on(world.BEGINS):
        address = f"/grants/agreements/{agreement.key}/ask-for-report/"
        assert client.get(address).status_code == 200
        assert client.post(address, said).status_code == 302
    assert Report.objects.get().kind == "interim"


def test_each_sees_on_one_page_what_they_do_next(report: Report, cast: Cast, client: Client) -> None:
    officer = world.officer()
    with world.on():
        client.force_login(cast.volunteer)
        assert "Write the report on" in client.get(MINE).content.decode()
        world.submitted(report, cast.volunteer)
        assert "Write the report on" not in client.get(MINE).content.decode()
        client.force_login(officer)
        assert "Read the report on" in client.get(MINE).content.decode()
        client.force_login(cast.lead)
        assert "Read the report on" not in client.get(MINE).content.decode()


def test_a_second_officer_is_asked_about_a_waiver(report: Report, client: Client) -> None:
    actions.ask_waiver(report, reason="The group has dissolved.", by=world.officer())
    client.force_login(world.officer("oscar"))
    assert "needs its report" in client.get(MINE).content.decode()
    assert client.post(f"{page_of(report)}to/agree-to-waiver/").status_code == 302
    report.refresh_from_db()
    assert report.state == "waived"


def test_many_reports_ask_as_often_as_one(cast: Cast, client: Client) -> None:
    client.force_login(world.officer())
    counted = []
    client.get(LIST)  # what is asked once for a process
    for number in (1, 2, 3):
        proposal = grants.proposal(person(f"grantee{number}"), "approved")
        world.report(world.agreement(cast.volunteer, proposal=proposal))
        with (
            world.on(),
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            assert client.get(LIST).status_code == 200
            assert client.get(MINE).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[2]


def test_it_is_found_on_the_pages_of_the_grant(report: Report, cast: Cast, client: Client) -> None:
    key = report.agreement.key
    client.force_login(cast.volunteer)
    for page in (f"/grants/agreements/{key}/", f"/grants/proposals/{key}/"):
        assert f'href="{page_of(report)}"' in client.get(page).content.decode()
    client.force_login(world.officer())
    assert "ask-for-report" in client.get(f"/grants/agreements/{key}/").content.decode()
