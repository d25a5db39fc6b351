"""Abuse case 59: a public register, a list, or a decision shows an organizer who is in danger."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast
from tests.grants import world as grants
from tests.grants.reports import world as reports
from tests.whole.test_access import TABLE

from thriving.grants.proposals import actions
from thriving.grants.proposals.models import Proposal
from thriving.grants.review.models import Ballot, Decision
from thriving.kernel import clock
from thriving.kernel.words import Words

pytestmark = pytest.mark.django_db

CANARIES = ("heron-in-danger", "Herons at dusk", "Heron keepers")
LATER = date(2026, 8, 3)
OPEN_TO_ALL = sorted({row.name for row in TABLE if row.expected("visitor") == 200 and not row.with_})


@pytest.fixture
def hidden(cast: Cast) -> Proposal:
    """Decided, granted and reported on in public; then its people said that they are in danger."""
    said = {"title": Words(en=CANARIES[1]), "organization": CANARIES[2], "decided_on": date(2026, 3, 2)}
    proposal = grants.proposal(cast.volunteer, "approved", key=CANARIES[0], **said)
    told = {"reason": "It fits.", "awarded": 1000, "decided_at": clock.now(), "decided_by": cast.lead.key}
    counted = {"outcome": "approve", "counts": {"approve": 2}, "could_vote": 2, "counted_at": clock.now()}
    ballot = Ballot.objects.create(proposal=proposal, number=1, quorum=1, opened_at=clock.now(), **counted)
    Decision.objects.create(ballot=ballot, **told)
    reports.report(reports.agreement(cast.volunteer, proposal=proposal), key=f"{CANARIES[0]}-report")
    return proposal


def shown_to_visitors(name: str, **where: str) -> str:
    with reports.on(LATER):
        answer = Client().get(reverse(name, kwargs=where))
    text = b"".join(answer) if answer.streaming else answer.content
    return text.decode(errors="replace") if answer.status_code == 200 else ""


def test_it_was_there_before(hidden: Proposal) -> None:
    for name in ("proposals:proposals", "proposals:proposals-csv"):
        assert CANARIES[0] in shown_to_visitors(name), name
    assert CANARIES[1] in shown_to_visitors("review:decision", key=hidden.key)


def test_no_page_that_is_open_to_all_shows_it(hidden: Proposal, cast: Cast) -> None:
    actions.hide(hidden, hidden=True, by=cast.volunteer)
    for name in OPEN_TO_ALL:
        page = shown_to_visitors(name)
        assert [each for each in CANARIES if each in page] == [], name


@pytest.mark.parametrize(
    "name", ["proposals:proposal", "review:decision", "grant_reports:report", "agreements:agreement"]
)
def test_its_own_pages_are_as_absent(hidden: Proposal, cast: Cast, name: str) -> None:
    actions.hide(hidden, hidden=True, by=cast.volunteer)
    key = f"{hidden.key}-report" if name == "grant_reports:report" else hidden.key
    client = Client()
    client.force_login(cast.second_evaluator)
    there = client.get(reverse(name, kwargs={"key": key}))
    absent = client.get(reverse(name, kwargs={"key": "x" * len(key)}))
    assert (there.status_code, absent.status_code) == (404, 404)
    assert len(there.content) == len(absent.content)


def test_asking_for_it_by_name_finds_nothing(hidden: Proposal, cast: Cast) -> None:
    actions.hide(hidden, hidden=True, by=cast.volunteer)
    for address in ("/search/?q=Heron", "/grants/proposals/?q=Heron", "/grants/proposals/?text=Heron"):
        assert "at dusk" not in Client().get(address).content.decode()
