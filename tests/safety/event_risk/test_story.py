"""What an auditor reads of an event in the story of a payment for it; and what nobody reads there."""

from __future__ import annotations

import pytest
from tests.grants.payments import world as payments
from tests.safety.event_risk import paying, ready

from thriving.grants.payments import story
from thriving.grants.payments.models import Disbursement
from thriving.kernel import diary, triggers
from thriving.kernel.models import DiaryEntry
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.event_risk import beside
from thriving.safety.event_risk.actions import holds

pytestmark = pytest.mark.django_db

NOT_TOLD = ("recorded_incident", "wrote_safety_contact", "called_safety_contact", "made_pack", "held")


@pytest.fixture
def event(organizer: Person) -> Event:
    return paying.safe(organizer)


@pytest.fixture
def payment(event: Event, officer: Person) -> Disbursement:
    """For an event of which everything was done that the diary has a verb for."""
    payment = paying.approved(payments.hands(), event)
    for verb in (*beside.OF_EVENTS, *NOT_TOLD):
        diary.note(event, verb, by=officer)
    for verb in beside.OF_ASSESSMENTS:
        diary.note(event.risk_assessments.get(), verb, by=officer)
    return payment


def verbs_about(payment: Disbursement, sort: str) -> set[str]:
    return {each.verb for each in story.of(payment).entries if each.subject.startswith(f"{sort}:")}


def test_it_has_the_assessment_and_who_took_part_and_waived(payment: Disbursement) -> None:
    assert verbs_about(payment, "event_risk.assessment") >= set(beside.OF_ASSESSMENTS)
    assert verbs_about(payment, "events.event") == set(beside.OF_EVENTS)


def test_every_verb_of_it_is_in_words(payment: Disbursement) -> None:
    of_risks = [each for each in story.of(payment).entries if each.subject.startswith("event")]
    said = {each.verb for each in of_risks if story.in_words(each) == each.verb}
    assert said == {"rejected", "accepted"}


def test_a_hold_on_the_event_names_nobody(payment: Disbursement, event: Event, officer: Person) -> None:
    before = len([each for each in story.of(payment).entries if each.actor == officer.key])
    with ready.at(paying.NOW):
        placed = holds.place(event, "Somebody follows the organizer.", by=officer)
        holds.lift(placed, by=officer)
    told = story.of(payment)
    assert len([each for each in told.entries if each.actor == officer.key]) == before
    assert "follows" not in str(story.written(payment, told))


def test_another_event_is_not_told_of(payment: Disbursement, organizer: Person) -> None:
    other = ready.event(organizer, "evenings")
    diary.note(other, "engaged", by=organizer)
    assert f"events.event:{other.pk}" not in {each.subject for each in story.of(payment).entries}


def test_a_rewritten_assessment_is_found(payment: Disbursement) -> None:
    with triggers.lifted():
        DiaryEntry.objects.filter(verb="escalated").update(verb="accepted")
    assert not story.of(payment).holds
