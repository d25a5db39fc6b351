"""The story of a payment is whole: from the proposal by its review to the money, and what came of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.grants.payments import world
from tests.grants.payments.world import DAY, Hands

from thriving.grants.payments import actions, story
from thriving.grants.payments.models import Disbursement
from thriving.grants.reports.models import Report
from thriving.kernel import diary, triggers
from thriving.kernel.models import DiaryEntry
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db

OF_ITS_REVIEW = ("submit", "declared", "reviewed", "voted", "counted", "record decision")
OF_A_REPORT = ("scheduled", "submitted", "changes_asked", "waiver_asked", "waived", "accepted")
ABOUT: tuple[tuple[str, Callable[[Disbursement], object]], ...] = (
    ("entry of the proposal", lambda payment: payment.agreement.proposal),
    ("entry of the agreement", lambda payment: payment.agreement),
    ("entry of its text", lambda payment: payment.agreement.texts.get()),
    ("entry of the account", lambda payment: payment.agreement.payees.get()),
    ("entry of the batch", lambda payment: payment.sendings.get().batch),
    ("entry of a report", lambda payment: payment.agreement.reports.get()),
)


@pytest.fixture
def payment(hands: Hands) -> Disbursement:
    """Sent, arrived, and half of it returned; its proposal was reviewed, and a report is asked for."""
    payment = world.confirmed(hands)
    with world.on():
        actions.record_return(payment, world.money("200"), on=DAY, reference="R-1", by=hands.finance)
    for verb in OF_ITS_REVIEW:
        diary.note(payment.agreement.proposal, verb, by=hands.officer)
    days = {"covers_from": DAY, "covers_until": DAY, "due_on": DAY, "first_due_on": DAY}
    report = Report.objects.create(agreement=payment.agreement, number=1, kind="interim", **days)
    for verb in OF_A_REPORT:
        diary.note(report, verb, by=hands.officer)
    return payment


def verbs_of(payment: Disbursement) -> set[str]:
    return {each.verb for each in story.of(payment).entries}


def test_it_is_whole(payment: Disbursement) -> None:
    assert verbs_of(payment) >= {
        *OF_ITS_REVIEW,
        *OF_A_REPORT,
        *("drafted", "made_ready", "signed", "begin", "account_named", "account_confirmed", "planned"),
        *("requested", "checks_passed", "approved", "sent", "confirmed", "returned"),
    }


def test_no_verb_of_it_is_left_without_words(payment: Disbursement) -> None:
    as_they_are = {each.verb for each in story.of(payment).entries if story.in_words(each) == each.verb}
    assert as_they_are <= {"signed", "planned", "approved", "sent", "reviewed", "accepted"}


@pytest.mark.parametrize(("what", "record"), ABOUT)
def test_a_rewritten_entry_is_found(
    payment: Disbursement, what: str, record: Callable[[Disbursement], object]
) -> None:
    entry = diary.entries_about(record(payment)).first()  # type: ignore[arg-type]
    assert entry is not None, what
    with triggers.lifted():
        DiaryEntry.objects.filter(pk=entry.pk).update(verb="said nothing")
    assert [each.number for each in story.of(payment).breaks] == [entry.number]
    assert story.written(payment, story.of(payment))["whole_diary_holds"] is False


def test_an_entry_that_was_taken_out_is_found(payment: Disbursement) -> None:
    entry = diary.entries_about(payment).first()
    assert entry is not None
    with triggers.lifted():
        DiaryEntry.objects.filter(pk=entry.pk).delete()
    assert not story.of(payment).holds


def test_nothing_of_another_payments_story_is_in_it(hands: Hands, payment: Disbursement) -> None:
    other = world.planned(payment.agreement, hands, "100")
    assert not {each.subject for each in story.of(payment).entries} & {
        f"payments.disbursement:{other.pk}",
        f"payments.tranche:{other.tranche_id}",
    }


def test_a_hold_names_nobody_in_it(hands: Hands) -> None:
    payment = world.requested(hands)
    keepers: tuple[Person, ...] = (hands.protector, hands.second)
    for keeper in keepers:
        with world.on():
            held = actions.hold_payment(payment, reason="Somebody is in danger.", by=keeper)
            actions.lift_hold(held, by=keeper)
    told = story.written(payment, story.of(payment))
    of_holds = [each for each in told["entries"] if each["verb"] in ("held", "hold_lifted")]
    assert len(of_holds) == 4
    assert len({each["actor"] for each in of_holds}) == 1
    assert not any(keeper.key in str(of_holds) for keeper in keepers)
    assert "danger" not in str(told)
