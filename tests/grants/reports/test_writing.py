"""What a grantee writes in a report, and when it can be handed in."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import Cast
from tests.grants.reports import world

from thriving.grants.reports import actions
from thriving.grants.reports.actions import Said, Written
from thriving.grants.reports.models import Report
from thriving.kernel.money import Money
from thriving.movement.actions import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(cast: Cast) -> Report:
    return world.report(world.agreement(cast.volunteer))


def test_what_is_written_is_kept_as_far_as_it_is(report: Report, cast: Cast) -> None:
    actions.write(report, Written(done=" We lent\u200b lenses. "), revision=1, by=cast.volunteer)
    report.refresh_from_db()
    assert (report.done, report.learned, report.revision, report.state) == ("We lent lenses.", "", 2, "open")


def test_writing_opens_what_is_to_come(cast: Cast) -> None:
    report = world.report(world.agreement(cast.volunteer), state="scheduled")
    actions.write(report, Written(done="Early."), revision=1, by=cast.volunteer)
    assert report.state == "open"


def test_two_who_write_at_once_notice_each_other(report: Report, cast: Cast) -> None:
    actions.write(report, Written(done="Mine."), revision=1, by=cast.volunteer)
    with pytest.raises(Refused, match="Somebody else has written"):
        actions.write(report, Written(done="Theirs."), revision=1, by=cast.volunteer)
    assert Report.objects.get().done == "Mine."


def test_only_the_grantees_side_writes(report: Report, cast: Cast) -> None:
    for other in (cast.lead, world.officer()):
        with pytest.raises(PermissionDenied):
            actions.write(report, Written(done="Not ours."), revision=1, by=other)


def test_what_is_missing_is_named(report: Report, cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        actions.submit(report, by=cast.volunteer)
    told = str(refused.value)
    assert all(word in told for word in ("what was done", "what was learned", "Photographs", "Lenses"))


def test_nothing_spent_and_nothing_reached_are_answers(report: Report, cast: Cast) -> None:
    nothing = {
        "results": {each.pk: Said(Decimal(0)) for each in report.agreement.proposal.measures.all()},
        "spent": {each.pk: Said(Money(Decimal(0), "USD")) for each in report.agreement.proposal.lines.all()},
    }
    actions.write(report, world.written(report, **nothing), revision=1, by=cast.volunteer)
    actions.submit(report, by=cast.volunteer)
    assert report.state == "submitted"


@pytest.mark.parametrize("value", ["NaN", "-1", "1e400", "Infinity"])
def test_what_is_no_result_is_refused(report: Report, cast: Cast, value: str) -> None:
    chosen = report.agreement.proposal.measures.get()
    with pytest.raises(Refused, match="A result is a number from 0 on"):
        actions.write(
            report, Written(results={chosen.pk: Said(Decimal(value))}), revision=1, by=cast.volunteer
        )


def test_money_is_of_the_grants_currency(report: Report, cast: Cast) -> None:
    line = report.agreement.proposal.lines.get()
    with pytest.raises(Refused, match="told of in USD"):
        actions.write(
            report, Written(spent={line.pk: Said(Money(Decimal(1), "EUR"))}), revision=1, by=cast.volunteer
        )
    assert not report.spendings.exists()


def test_handed_in_it_stays_as_it_is(report: Report, cast: Cast) -> None:
    world.submitted(report, cast.volunteer)
    with pytest.raises(PermissionDenied):
        actions.write(report, Written(done="Otherwise."), revision=report.revision, by=cast.volunteer)
    assert Report.objects.get().done == "We lent lenses."


def test_a_note_without_an_amount_is_kept(report: Report, cast: Cast) -> None:
    line = report.agreement.proposal.lines.get()
    said = Written(spent={line.pk: Said(note="The bill has not come yet.")})
    actions.write(report, said, revision=1, by=cast.volunteer)
    assert report.spendings.get().note == "The bill has not come yet."


def test_what_was_said_of_a_line_is_taken_back(report: Report, cast: Cast) -> None:
    line = report.agreement.proposal.lines.get()
    actions.write(report, world.written(report), revision=1, by=cast.volunteer)
    actions.write(report, world.written(report, spent={line.pk: Said()}), revision=2, by=cast.volunteer)
    with pytest.raises(Refused, match="Say what was spent, or 0: Lenses"):
        actions.submit(report, by=cast.volunteer)
