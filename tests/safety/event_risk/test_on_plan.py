"""The Board's page: the key result is not met, and by whom, as far as everybody may know."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.conftest import person
from tests.plan import world as plans
from tests.safety.event_risk import ready

from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions import stakeholders

pytestmark = pytest.mark.django_db
BOARD = f"/plan/{plans.KEY}/board/"


@pytest.fixture
def organizer() -> Person:
    plans.loaded()
    return person("oriole", "organizer")


def funded(by: Person, key: str, **otherwise: str) -> Event:
    event = ready.event(by, key, **otherwise)
    ready.funded(event, person(f"grantee-{key}"), key)
    with ready.at():
        stakeholders.require(event, "light", by="test")
    return event


def board() -> str:
    with ready.at():
        page = Client().get(BOARD).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|[\u2066-\u2069]", " ", page))


def test_the_board_reads_by_whom_it_is_missed(organizer: Person) -> None:
    event = funded(organizer, "markets")
    event.risk_stakeholders.filter(role="grants-officer").update(
        engaged_at=ready.NOW, how="met", engaged_by="test"
    )
    page = board()
    assert "Trust and safety: Writing about markets" in page
    assert "Grants officer:" not in page
    event.risk_stakeholders.update(engaged_at=ready.NOW, how="met", engaged_by="test")
    assert "Trust and safety:" not in board()


def test_of_an_event_that_is_not_public_it_reads_how_many(organizer: Person) -> None:
    funded(organizer, "secret", entrance="invited")
    page = board()
    assert "Writing about markets" not in page
    assert "2 roles of the Foundation have not taken part, as of today." in page


def test_more_than_fit_on_a_sheet_are_counted(organizer: Person) -> None:
    for key in ("one", "two"):
        funded(organizer, key)
    page = board()
    assert page.count("Writing about markets") == 3
    assert "4 roles of the Foundation have not taken part, as of today." in page
