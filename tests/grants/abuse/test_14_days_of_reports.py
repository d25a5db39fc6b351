"""Abuse case 14: a report is in time or late by the server's UTC, and by the day that was promised first."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast
from tests.grants.reports import world
from tests.grants.reports.world import DUE

from thriving.grants.reports import actions, facts
from thriving.grants.reports.models import Report
from thriving.kernel import clock
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db

LAST_MINUTE = datetime.combine(DUE, time(23, 59), UTC)
TOO_LATE = LAST_MINUTE + timedelta(minutes=1)


@pytest.fixture
def report(cast: Cast) -> Report:
    """Written, and not handed in yet."""
    found = world.report(world.agreement(cast.volunteer))
    with world.on(DUE - timedelta(days=3)):
        actions.write(found, world.written(found), revision=found.revision, by=cast.volunteer)
    return found


def said_of(report: Report, at: datetime) -> list[str]:
    """Whether it came in time, as the ledger would have it."""
    with clock.stopped_at(at):
        return [each.dimensions["in_time"] for each in facts.statements() if each.subject == report.key]


def hand_in(report: Report, by: Person, at: datetime, **beside: str) -> Report:
    client = Client()
    client.force_login(by)
    with clock.stopped_at(at):
        client.post(reverse("grant_reports:step", args=[report.key, "submit"]), beside)
    return Report.objects.get(pk=report.pk)


def test_a_form_brings_no_day_along(report: Report, cast: Cast) -> None:
    beside = {
        "submitted_at": "2026-07-01T00:00:00Z",
        "first_submitted_at": "2026-07-01T00:00:00Z",
        "first_due_on": "2030-01-01",
        "due_on": "2030-01-01",
    }
    found = hand_in(report, cast.volunteer, TOO_LATE, **beside)
    assert (found.state, found.submitted_at, found.first_submitted_at) == ("submitted", TOO_LATE, TOO_LATE)
    assert (found.due_on, found.first_due_on) == (DUE, DUE)
    assert said_of(found, TOO_LATE) == ["no"]


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Pago_Pago", "Pacific/Kiritimati"])
@pytest.mark.parametrize(("at", "in_time"), [(LAST_MINUTE, "yes"), (TOO_LATE, "no")])
def test_no_zone_of_theirs_has_another_midnight(
    report: Report, cast: Cast, zone: str, at: datetime, in_time: str
) -> None:
    Person.objects.filter(pk=cast.volunteer.pk).update(time_zone=zone)
    found = hand_in(report, Person.objects.get(pk=cast.volunteer.pk), at)
    assert found.first_submitted_at == at
    assert said_of(found, at) == [in_time]


def test_it_is_overdue_from_that_midnight_on_whatever_its_state(report: Report) -> None:
    for state in ("scheduled", "open"):
        report.state = state
        assert not report.is_overdue(LAST_MINUTE.date())
        assert report.is_overdue(TOO_LATE.date())


def test_a_day_that_is_moved_afterwards_makes_it_no_earlier(report: Report, cast: Cast) -> None:
    later = TOO_LATE + timedelta(days=5)
    with clock.stopped_at(TOO_LATE):
        actions.move_day(report, later.date(), why="They were ill.", by=world.officer())
    found = hand_in(report, cast.volunteer, later)
    assert (found.due_on, found.first_due_on) == (later.date(), DUE)
    assert said_of(found, later) == ["no"]


def test_nor_does_handing_it_in_again(report: Report, cast: Cast) -> None:
    found, later = hand_in(report, cast.volunteer, TOO_LATE), TOO_LATE + timedelta(days=5)
    with clock.stopped_at(TOO_LATE):
        actions.ask_changes(found, words="Say more.", by=world.officer())
    again = hand_in(found, cast.volunteer, later)
    assert (again.first_submitted_at, again.submitted_at) == (TOO_LATE, later)
    assert said_of(again, later) == ["no"]
