"""How long answers take: the middle one of the days, area by area, and nothing of few."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from tests.conftest import Cast
from tests.programs.asking import world

from thriving.evidence.shipped import define
from thriving.movement.models import Person
from thriving.programs.asking import actions, timing
from thriving.programs.asking.models import Question

HALF = "half of <bdi>6</bdi> within <bdi>3</bdi> days"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plan")]


@pytest.fixture(autouse=True)
def measures() -> None:
    define(by="tests")


def answered_after(lead: Person, *days: int, area: str = world.LEADERS) -> list[Question]:
    return [_answered(lead, each, area) for each in days]


def _answered(lead: Person, days: int, area: str) -> Question:
    with world.on():
        question = world.asked(area=area)
    with world.on(world.DAY + timedelta(days=days)):
        actions.answer(question, "Come on Friday.", language="en", by=lead)
    return question


def row_of(client: Client, area: str) -> tuple[int, float | None]:
    with world.on(world.DAY + timedelta(days=50)):
        rows = {row["area"]: row for row in client.get("/ask.json").json()["rows"]}
    return rows[area]["answered"], rows[area]["usual_days"]


def test_half_were_answered_by_then(client: Client, cast: Cast) -> None:
    answered_after(cast.lead, 0, 40, 2, 3, 1, 5)
    answered_after(cast.other_lead, 9, area=world.CONTENT)
    assert row_of(client, world.LEADERS) == (6, 2.5)
    page = client.get("/ask/").content.decode()
    assert HALF in page
    assert "/measures/days-to-an-answer/" in page
    assert HALF in client.get(f"/ask/about/{world.LEADERS}/").content.decode()


def test_of_few_it_is_not_told(client: Client, cast: Cast) -> None:
    answered_after(cast.lead, 1, 2, 3, 4)
    assert row_of(client, world.LEADERS) == (4, None)
    assert "too few answers to say" in client.get("/ask/").content.decode()
    assert "So far:" not in client.get(f"/ask/about/{world.LEADERS}/").content.decode()


def test_on_the_same_day_is_within_no_day() -> None:
    assert timing.Usual(9, Decimal("0.5")).within == 1
    assert timing.Usual(9, Decimal(0)).within == 0
