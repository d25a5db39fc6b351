"""Nobody gets money for an event around its protocol: not by a command, a batch, or the initiative's name."""

from __future__ import annotations

import pytest
from tests.grants.payments import world as payments
from tests.safety.event_risk import paying, ready

from thriving.grants.payments.actions.sending import NotSent
from thriving.grants.payments.gates import RELEASE
from thriving.grants.payments.models import Disbursement, Sending
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db


def test_what_passes_no_check_is_not_asked_for(organizer: Person) -> None:
    of, event = payments.hands(), ready.event(organizer)
    agreement = payments.running(of)
    payments.account(agreement, of)
    payment = payments.planned(agreement, of)
    paying.pays_for(payment, event)
    assert not payments.request(payment, of.applicant)
    payment.refresh_from_db()
    assert payment.state == "requested"


def test_a_state_written_past_the_checks_is_still_not_sent(organizer: Person) -> None:
    of, event = payments.hands(), paying.safe(organizer)
    payment = paying.approved(of, event)
    event.risk_assessments.update(state="draft")
    Disbursement.objects.filter(pk=payment.pk).update(state="approved_2")
    with pytest.raises(NotSent, match="not handed in"):
        payments.send([payment], of.finance)
    assert not Sending.objects.exists()


def test_a_batch_leaves_whole_or_not_at_all(organizer: Person) -> None:
    of, event = payments.hands(), paying.safe(organizer)
    payment = paying.approved(of, event)
    other = payments.approved(of, "100", agreement=payment.agreement)
    event.risk_contacts.all().delete()
    with pytest.raises(NotSent, match="safety contacts"):
        payments.send([other, payment], of.finance)
    assert not Sending.objects.exists()


def test_a_gate_that_nobody_fills_is_closed(organizer: Person) -> None:
    of, event = payments.hands(), paying.safe(organizer)
    payment = paying.approved(of, event)
    with RELEASE.without("event"), pytest.raises(NotSent, match="cannot be checked"):
        payments.send([payment], of.finance)
