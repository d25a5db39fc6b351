"""A release is published at noon, and records come in the afternoon of the same day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from tests.conftest import Cast
from tests.evidence.pages.conftest import engage, state

from thriving.evidence import actions
from thriving.evidence.asked import Asked
from thriving.evidence.in_use import Place
from thriving.evidence.models import MeasureVersion
from thriving.kernel import clock

pytestmark = pytest.mark.django_db

QUESTIONS = ("", "?on=2020-04-14", "?known=2020-04-14", "?on=2020-04-14&known=2020-04-14")
Told = dict[tuple[str, str, str], set[Any]]


def at(hour: int, day: int = 14) -> Any:
    return clock.stopped_at(datetime(2020, 4, day, hour, tzinfo=UTC))


@pytest.fixture
def day(measures: dict[str, MeasureVersion], place: Place) -> None:
    with at(9):
        engage(range(20))
        state("pilot.data_contributed", "morning", community_type="thematic", language="es")
    with at(12):
        asked = [place.asked, Asked.of(measures["communities"])]
        actions.publish("a-plan", asked, on=date(2020, 4, 14), by="test")
    with at(15):
        engage(range(20, 25))
        state("pilot.data_contributed", "afternoon", community_type="thematic", language="es")


def told(client: Client, reader: Any) -> Told:
    """What the reader is told, by the measure and the two dates that stand beside it."""
    client.logout()
    if reader.is_authenticated:
        client.force_login(reader)
    found: Told = {}
    for measure in ("people", "communities"):
        for question in QUESTIONS:
            said = client.get(f"/evidence/{measure}.json{question}").json()
            found.setdefault((measure, said["on"], said["known"]), set()).add(said["value"])
    return found


@pytest.mark.parametrize(("hour", "of_day"), [(17, 14), (9, 15)], ids=["that evening", "next morning"])
def test_two_dates_are_one_number_for_every_reader(
    day: None, client: Client, cast: Cast, hour: int, of_day: int
) -> None:
    everything: Told = {}
    for reader in (cast.visitor, cast.volunteer, cast.lead, cast.evaluator, cast.editor):
        with at(hour, of_day):
            for dates, values in told(client, reader).items():
                everything.setdefault(dates, set()).update(values)
    assert {dates: values for dates, values in everything.items() if len(values) > 1} == {}
    assert everything["people", "2020-04-14", "2020-04-14"] == {20}
