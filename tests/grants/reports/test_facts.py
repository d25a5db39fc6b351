"""What the ledger learns of reports: in time by the day that was promised first, or late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.conftest import Cast
from tests.grants.reports import world

from thriving.evidence.models import Fact, Visibility
from thriving.grants.reports import actions, facts
from thriving.grants.reports.models import Report

pytestmark = pytest.mark.django_db
LATE = world.DUE + timedelta(days=2)


@pytest.fixture
def report(cast: Cast) -> Report:
    return world.report(world.agreement(cast.volunteer))


def told() -> list[tuple[date, str, str]]:
    standing = Fact.objects.filter(kind="grant.report_due", superseded_number=None)
    return [(each.occurred_on, each.dimensions["in_time"], each.dimensions["handed_in"]) for each in standing]


def test_before_its_day_nothing_is_told(report: Report) -> None:
    with world.on():
        actions.tell_of_days("test")
    assert told() == []


def test_in_time(report: Report, cast: Cast) -> None:
    early = world.DUE - timedelta(days=4)
    with world.on(early):
        world.submitted(report, cast.volunteer)
    assert told() == [(early, "yes", "yes")]


def test_late_and_then_there(report: Report, cast: Cast) -> None:
    with world.on(LATE):
        actions.tell_of_days("test")
        assert told() == [(world.DUE, "no", "no")]
        world.submitted(report, cast.volunteer)
    assert told() == [(world.DUE, "no", "yes")]


def test_more_time_makes_nothing_in_time(report: Report, cast: Cast) -> None:
    with world.on():
        actions.move_day(report, LATE, why="They were ill.", by=world.officer())
    with world.on(LATE):
        world.submitted(report, cast.volunteer)
    assert told() == [(world.DUE, "no", "yes")]


def test_what_two_did_without_was_never_owed(report: Report) -> None:
    with world.on(LATE):
        actions.tell_of_days("test")
        actions.ask_waiver(report, reason="The group has dissolved.", by=world.officer())
        actions.answer_waiver(report, agreed=True, by=world.officer("oscar"))
    assert told() == []


def test_the_ledger_says_what_the_records_say(report: Report, cast: Cast) -> None:
    with world.on():
        world.submitted(report, cast.volunteer)
        said = [each.key for each in facts.statements()]
    assert said == list(Fact.objects.filter(kind="grant.report_due").values_list("natural_key", flat=True))
    assert Fact.objects.get(kind="grant.report_due").visibility == Visibility.RESTRICTED
