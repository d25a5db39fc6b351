"""A payment waits for each event that it pays for; whoever judged their risks does not approve it."""

from __future__ import annotations

import pytest
from tests.conftest import person
from tests.programs.initiatives import world as initiatives
from tests.safety.event_risk import ready
from tests.safety.event_risk.world import answers

from thriving.grants.agreements.models import Agreement, FundedWork
from thriving.grants.payments.gates import RELEASE
from thriving.grants.payments.models import Disbursement, Tranche
from thriving.movement.models import Person
from thriving.programs.events import actions as events
from thriving.programs.events.models import Event
from thriving.safety.event_risk import gating
from thriving.safety.event_risk.actions import holds, triage
from thriving.safety.event_risk.models import RiskHold, Waiver
from thriving.safety.event_risk.queries import gate
from thriving.safety.event_risk.questionnaire import Tier

pytestmark = pytest.mark.django_db


def payment(agreement: Agreement) -> Disbursement:
    tranche = Tranche.objects.create(
        agreement=agreement, number=1, amount=500, from_day=ready.NOW.date(), planned_on=ready.NOW.date()
    )
    return Disbursement.objects.create(tranche=tranche, changed_at=ready.NOW)


def refusals(disbursement: Disbursement) -> list[str]:
    answer = gating.events_may_be_paid_for(disbursement)
    return [] if answer is True else [str(each.sentence) for each in answer]


@pytest.fixture
def grantee(db: None) -> Person:
    return person("grantee")


def test_a_payment_waits_for_its_event(organizer: Person, grantee: Person) -> None:
    event = ready.ready(organizer)
    paid = payment(ready.funded(event, grantee))
    with ready.at():
        assert refusals(paid) == []
        event.risk_assessments.update(state="draft")
        assert refusals(paid) == ["The risk assessment is not handed in."]
        assert not RELEASE.ask(paid).open


def test_of_several_events_each_is_named(organizer: Person, grantee: Person) -> None:
    first, second = ready.ready(organizer), ready.event(organizer, "second")
    agreement = ready.funded(first, grantee)
    FundedWork.objects.create(agreement=agreement, event=second, added_on=ready.NOW.date(), added_by="test")
    with ready.at():
        told = refusals(payment(agreement))
    assert len(told) == 3
    assert all(each.startswith(f"{second.title}: ") for each in told)


def test_what_belongs_to_a_funded_initiative_is_asked_too(organizer: Person, grantee: Person) -> None:
    initiatives.planned()
    initiative = initiatives.published()
    agreement = ready.agreement(grantee)
    FundedWork.objects.create(
        agreement=agreement, initiative=initiative, added_on=ready.NOW.date(), added_by="test"
    )
    event = ready.event(organizer)
    paid = payment(agreement)
    with ready.at():
        assert refusals(paid) == []
        Event.objects.filter(pk=event.pk).update(initiative=initiative.key)
        assert len(refusals(paid)) == 3


def test_money_for_a_canceled_event_waits_for_two_people(
    organizer: Person, grantee: Person, officer: Person
) -> None:
    event = ready.ready(organizer)
    paid = payment(ready.funded(event, grantee))
    Event.objects.filter(pk=event.pk).update(state="canceled", reason="Rain")
    event.refresh_from_db()
    with ready.at():
        assert refusals(paid) == ["The event was canceled."]
        found = triage.answer(event, answers(Tier.NONE), by=organizer)
        assert refusals(paid) == ["The event was canceled."]
        triage.sign_off(found, by=officer)
        assert refusals(paid) == []


def test_a_hold_outlives_its_event(organizer: Person, grantee: Person, officer: Person) -> None:
    event = ready.ready(organizer)
    paid = payment(ready.funded(event, grantee))
    with ready.at():
        hold = holds.place(event, "An inquiry", by=officer)
        events.cancel(event, reason="Rain", by=organizer)
        assert gating.codes_of_holds(paid) == [hold.code]
        assert [each.condition for each in gate.missing(event)] == ["canceled", "hold"]


def test_a_hold_stands_among_those_of_payments(organizer: Person, grantee: Person, officer: Person) -> None:
    event = ready.ready(organizer)
    paid = payment(ready.funded(event, grantee))
    hold = RiskHold.objects.create(
        event=event, reason="An inquiry", placed_at=ready.NOW, placed_by=officer.key
    )
    with ready.at():
        assert refusals(paid) == []
        assert gating.codes_of_holds(paid) == [hold.code]
        told = [each for each in RELEASE.ask(paid).unmet if hold.code in str(each.sentence)]
    assert [(each.whose, each.address) for each in told] == [("", "")]


def test_whoever_judged_the_risk_does_not_approve(
    organizer: Person, grantee: Person, officer: Person, authority: Person
) -> None:
    event = ready.ready(organizer)
    paid = payment(ready.funded(event, grantee))
    event.risk_assessments.update(decided_by=officer.key)
    Waiver.objects.create(
        event=event,
        condition="contacts",
        reason="x",
        material="x",
        life_or_liberty=1,
        asked_at=ready.NOW,
        asked_by=authority.key,
        ends_at=event.ends_at,
    )
    assert gating.those_who_judged(paid) == {officer.pk, authority.pk}
