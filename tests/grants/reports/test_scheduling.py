"""Which reports a grant owes, by when, and what happens as days pass."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.conftest import Cast
from tests.grants.reports import world

from thriving.grants.agreements.models import Agreement
from thriving.grants.reports import actions
from thriving.grants.reports.actions import Planned
from thriving.grants.reports.models import Kind, Report
from thriving.grants.reports.queries import has_final
from thriving.kernel.models import Mail
from thriving.movement.actions import Refused
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db
MIDDLE = date(2026, 9, 30)


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    Person.objects.filter(pk=cast.volunteer.pk).update(email="v@example.org")
    return world.agreement(cast.volunteer)


def planned(**otherwise: Any) -> Planned:
    said = {"kind": Kind.INTERIM, "covers_from": world.BEGINS, "covers_until": MIDDLE}
    return Planned(**{**said, "due_on": MIDDLE + timedelta(days=15), **otherwise})


def test_every_grant_owes_one_at_its_end(agreement: Agreement) -> None:
    with world.on(world.BEGINS):
        actions.schedule_finals("test")
        actions.schedule_finals("test")
    report = Report.objects.get()
    assert (report.kind, report.covers_until, report.due_on) == (Kind.FINAL, world.ENDS, world.DUE)


def test_an_officer_asks_for_one_on_the_way(agreement: Agreement) -> None:
    with world.on(world.BEGINS):
        report = actions.schedule(agreement, planned(), by=world.officer())
    assert (report.state, report.number, report.first_due_on) == ("scheduled", 1, report.due_on)


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        ({"covers_until": date(2026, 6, 1)}, "last day comes before"),
        ({"covers_from": date(2026, 6, 1)}, "had not begun"),
        ({"covers_until": date(2027, 1, 1), "due_on": date(2027, 1, 9)}, "has ended"),
        ({"due_on": date(2026, 9, 1)}, "after the days that it covers"),
    ],
)
def test_days_are_in_their_order(agreement: Agreement, otherwise: dict[str, Any], sentence: str) -> None:
    with world.on(world.BEGINS), pytest.raises(Refused, match=sentence):
        actions.schedule(agreement, planned(**otherwise), by=world.officer())


def test_there_is_one_at_the_end(agreement: Agreement) -> None:
    world.report(agreement)
    with world.on(world.BEGINS), pytest.raises(Refused, match="at the end already"):
        actions.schedule(agreement, planned(kind=Kind.FINAL), by=world.officer())


def test_more_time_is_given_with_its_reason_and_makes_nothing_in_time(agreement: Agreement) -> None:
    report = world.report(agreement)
    later, officer = world.DUE + timedelta(days=30), world.officer()
    with world.on():
        with pytest.raises(Refused, match="Say why"):
            actions.move_day(report, later, why="", by=officer)
        actions.move_day(report, later, why="They were ill.", by=officer)
    assert (report.due_on, report.first_due_on) == (later, world.DUE)


def test_letters_come_before_the_day_after_it_and_once_more(agreement: Agreement) -> None:
    report = world.report(agreement, state="scheduled")
    for days in (-20, -14, -13, 0, 1, 2, 7, 30):
        with world.on(world.DUE + timedelta(days=days)):
            actions.open_and_remind()
    assert [mail.key.split(":")[2] for mail in Mail.objects.order_by("pk")] == ["soon", "late", "later"]
    report.refresh_from_db()
    assert report.state == "open"


def test_a_moved_day_is_told_of_anew(agreement: Agreement) -> None:
    report = world.report(agreement)
    with world.on(world.DUE - timedelta(days=10)):
        actions.open_and_remind()
        actions.move_day(report, world.DUE + timedelta(days=3), why="They were ill.", by=world.officer())
        actions.open_and_remind()
    assert Mail.objects.filter(address="v@example.org").count() == 2


LATER = date(2027, 3, 31)


def extended(agreement: Agreement, until: date = LATER) -> None:
    """As both sides sign it."""
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=until)
    actions.schedule_finals("test")


def test_the_report_at_the_end_follows_an_agreement_that_is_extended(agreement: Agreement) -> None:
    with world.on(world.BEGINS):
        actions.schedule_finals("test")
        extended(agreement)
    report = Report.objects.get()
    due = LATER + (world.DUE - world.ENDS)
    assert (report.covers_until, report.due_on, report.first_due_on) == (LATER, due, due)


def test_no_extension_makes_in_time_what_was_late_before(agreement: Agreement) -> None:
    world.report(agreement)
    with world.on(world.DUE + timedelta(days=1)):
        extended(agreement)
    report = Report.objects.get()
    assert (report.first_due_on, report.due_on > world.DUE) == (world.DUE, True)


def test_what_was_handed_in_before_an_extension_is_a_report_on_the_way(
    agreement: Agreement, cast: Cast
) -> None:
    first = world.report(agreement)
    world.submitted(first, cast.volunteer)
    with world.on():
        extended(agreement)
        extended(agreement)
    first.refresh_from_db()
    last = agreement.reports.get(kind=Kind.FINAL)
    assert (first.kind, first.state) == (Kind.INTERIM, "submitted")
    assert (last.covers_from, last.covers_until) == (world.ENDS + timedelta(days=1), LATER)


def test_an_agreement_that_ends_sooner_moves_its_report(agreement: Agreement) -> None:
    with world.on(world.BEGINS):
        actions.schedule_finals("test")
        extended(agreement, MIDDLE)
    assert Report.objects.get().covers_until == MIDDLE


def test_no_grant_is_closed_by_a_report_on_an_earlier_end(agreement: Agreement) -> None:
    world.report(agreement)
    agreement.ends_on = LATER
    agreement.save()
    assert not has_final(agreement)
    with (
        world.on(world.BEGINS),
        pytest.raises(Refused, match="tells of the last day of the agreement as well"),
    ):
        actions.schedule(agreement, planned(kind=Kind.FINAL), by=world.officer())
