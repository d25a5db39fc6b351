"""Money asks how a grant was decided, and what it pays for: two people say it, where nothing else does."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import person
from tests.grants.agreements import world as world_of_agreements
from tests.grants.payments import world
from tests.grants.payments.world import DAY, Hands

from thriving.grants.agreements import actions as agreements
from thriving.grants.agreements.actions import Document
from thriving.grants.agreements.models import Agreement
from thriving.grants.payments.actions.sending import NotSent
from thriving.grants.payments.gates import RELEASE
from thriving.grants.payments.models import Disbursement
from thriving.grants.proposals.models import Proposal, Step
from thriving.movement.actions import Refused

pytestmark = pytest.mark.django_db
MINUTES, OTHER = "a" * 64, "b" * 64


def unmet(payment: Disbursement) -> list[str]:
    found = Disbursement.objects.select_related("tranche__agreement__proposal").get(pk=payment.pk)
    with world.on():
        return list(RELEASE.ask(found).refusals)


def brought(of: Hands) -> Disbursement:
    """A payment that two people approved, of a grant that an officer took over from a table."""
    payment = world.approved(of)
    Step.objects.all().delete()
    Step.objects.create(
        proposal=Proposal.objects.get(),
        move="taken over",
        state="approved",
        at="2026-01-01T00:00Z",
        by=of.officer.key,
    )
    return payment


def tell(of: Hands, digest: str = MINUTES) -> Agreement:
    agreement = Agreement.objects.get()
    with world.on():
        agreements.tell_decision(agreement, Document("Minutes of May", DAY, digest), by=of.officer)
    return agreement


def test_a_grant_from_a_table_is_not_paid(hands: Hands) -> None:
    payment = brought(hands)
    with pytest.raises(NotSent, match="was not decided here"):
        world.send([payment], hands.finance)


def test_it_is_paid_once_a_second_person_has_the_same_document(hands: Hands) -> None:
    payment = brought(hands)
    agreement = tell(hands)
    assert unmet(payment) == [
        "A second person has not confirmed the document by which this grant was decided."
    ]
    with world.on():
        with pytest.raises(Refused, match="somebody else must confirm"):
            agreements.confirm_decision(agreement, MINUTES, by=hands.officer)
        with pytest.raises(Refused, match="not the same document"):
            agreements.confirm_decision(agreement, OTHER, by=hands.second)
        for by in (hands.applicant, hands.auditor):
            with pytest.raises(PermissionDenied):
                agreements.confirm_decision(agreement, MINUTES, by=by)
        agreements.confirm_decision(agreement, MINUTES, by=hands.second)
    assert unmet(payment) == []
    world.send([payment], hands.finance)


def test_the_document_is_of_what_was_granted(hands: Hands) -> None:
    payment = brought(hands)
    agreement = tell(hands)
    with world.on():
        agreements.confirm_decision(agreement, MINUTES, by=hands.second)
    Proposal.objects.update(awarded=2000)
    assert unmet(payment) == ["The document by which it was decided is about another amount."]


def test_told_anew_it_is_confirmed_anew(hands: Hands) -> None:
    payment = brought(hands)
    agreement = tell(hands)
    with world.on():
        agreements.confirm_decision(agreement, MINUTES, by=hands.second)
    tell(hands, OTHER)
    assert len(unmet(payment)) == 1


def test_what_a_committee_decided_needs_no_document(hands: Hands) -> None:
    world.running(hands)
    with pytest.raises(Refused, match="was decided here"):
        tell(hands)


def test_one_officer_alone_does_not_say_that_it_pays_for_no_event(hands: Hands) -> None:
    payment = world.approved(hands)
    agreement = Agreement.objects.get()
    with world.on():
        agreements.say_no_works(agreement, why="Lenses alone.", by=hands.officer)
        assert unmet(payment) == ["A second person has not agreed that this grant pays for no event."]
        with pytest.raises(NotSent, match="has not agreed"):
            world.send([payment], hands.finance)
        with pytest.raises(Refused, match="You said it yourself"):
            agreements.agree_to_no_works(agreement, by=hands.officer)
        for by in (hands.applicant, hands.auditor, person("x", "evaluator")):
            with pytest.raises(PermissionDenied):
                agreements.agree_to_no_works(agreement, by=by)
        agreements.agree_to_no_works(agreement, by=hands.second)
        with pytest.raises(Refused, match="agreed already"):
            agreements.agree_to_no_works(agreement, by=hands.finance)
    assert unmet(payment) == []


def test_whoever_agreed_that_it_pays_for_no_event_does_not_ask_for_it(hands: Hands) -> None:
    agreement = world.running(hands)
    other = person("ona", "grants_officer")
    with world.on():
        agreements.say_no_works(agreement, why="Lenses alone.", by=hands.officer)
        agreements.agree_to_no_works(agreement, by=other)
    world.account(agreement, hands)
    payment = world.planned(agreement, hands)
    assert not world.request(payment, other)
    assert ["somebody else asks for it" in each for each in unmet(payment)] == [True]


def test_what_nobody_said_is_not_paid(hands: Hands) -> None:
    payment = world.approved(hands)
    Agreement.objects.update(no_works="", no_works_agreed_by="", no_works_agreed_at=None)
    assert unmet(payment) == ["Nobody has said what this grant pays for."]


def test_nobody_agrees_in_the_database_either(hands: Hands) -> None:
    agreement = world_of_agreements.drafted(hands)
    with pytest.raises(Exception, match="nobody_agrees_alone"):
        Agreement.objects.filter(pk=agreement.pk).update(no_works_agreed_by=hands.officer.key)
