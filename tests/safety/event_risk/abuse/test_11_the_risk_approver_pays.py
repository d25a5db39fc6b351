"""Whoever accepted the risk, or waived a condition, does not let the money go as well."""

from __future__ import annotations

import pytest
from tests.grants.payments import world as payments
from tests.safety.event_risk import paying

from thriving.grants.payments.actions.sending import NotSent
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.event_risk.models import Decision

pytestmark = pytest.mark.django_db


def judged(event: object, by: Person) -> None:
    assessment = event.risk_assessments.get()  # type: ignore[attr-defined]
    Decision.objects.create(
        assessment=assessment, verdict="accepted", residual=2, decided_at=paying.NOW, decided_by=by.key
    )


def test_the_risk_approver_approves_no_payment(organizer: Person) -> None:
    of, event = payments.hands(), paying.safe(organizer)
    judged(event, of.officer)
    agreement = payments.running(of)
    payments.account(agreement, of)
    payment = payments.planned(agreement, of)
    paying.pays_for(payment, event)
    payments.request(payment, of.applicant)
    with pytest.raises(Refused, match="judged the risk"):
        payments.approve(payment, of.officer)


def test_nor_does_an_approval_count_of_somebody_who_judged_since(organizer: Person) -> None:
    of, event = payments.hands(), paying.safe(organizer)
    payment = paying.approved(of, event)
    judged(event, of.second)
    with pytest.raises(NotSent, match="may not give it any more"):
        payments.send([payment], of.finance)
