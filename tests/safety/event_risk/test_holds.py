"""A hold says nothing but its code to anybody who did not place it."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests.conftest import person
from tests.safety.event_risk import ready

from thriving.kernel.diary import entries_about
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.event_risk.actions import holds as actions
from thriving.safety.event_risk.queries import gate

pytestmark = pytest.mark.django_db

REASON = "Canary: a report about an organizer"


def test_a_hold_stands_until_it_is_lifted(organizer: Person, officer: Person) -> None:
    event = ready.ready(organizer)
    with ready.at():
        hold = actions.place(event, REASON, by=officer)
        with pytest.raises(Refused, match="already"):
            actions.place(event, REASON, by=officer)
        assert not gate.is_open(event)
        actions.lift(hold, by=officer)
        assert gate.is_open(event)
        with pytest.raises(Refused, match="already"):
            actions.lift(hold, by=officer)


def test_only_who_reviews_places_one_and_only_with_a_reason(organizer: Person, officer: Person) -> None:
    event = ready.ready(organizer)
    for other in (organizer, person("stranger")):
        with pytest.raises(PermissionDenied):
            actions.place(event, REASON, by=other)
    with pytest.raises(Refused, match="reason"):
        actions.place(event, " ", by=officer)


def test_its_reason_is_nowhere_in_clear(organizer: Person, officer: Person) -> None:
    event = ready.ready(organizer)
    with ready.at():
        actions.place(event, REASON, by=officer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM event_risk_riskhold")
        assert "Canary" not in str(cursor.fetchall())
    assert "Canary" not in str([entry.written for entry in entries_about(event)])


def test_an_organizer_reads_neither_the_code_nor_why_it_is_held(
    organizer: Person, officer: Person, client: Client
) -> None:
    event = ready.ready(organizer)
    with ready.at():
        hold = actions.place(event, REASON, by=officer)
        client.force_login(organizer)
        page = client.get(reverse("event_risk:event", args=[event.key])).content.decode()
        assert (hold.code in page, "Canary" in page) == (False, False)
        assert client.get(reverse("event_risk:holds", args=[event.key])).status_code == 404
        client.force_login(officer)
        assert "Canary" in client.get(reverse("event_risk:holds", args=[event.key])).content.decode()
