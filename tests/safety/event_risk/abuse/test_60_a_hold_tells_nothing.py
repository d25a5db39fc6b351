"""A hold of the protocol and a hold of finance cannot be told apart by whoever is held."""

from __future__ import annotations

import re

import pytest
from tests.grants.payments import world as payments
from tests.safety.event_risk import paying, ready

from thriving.grants.payments.gates import RELEASE
from thriving.grants.payments.models import Disbursement, Hold
from thriving.kernel.gate import Unmet
from thriving.movement.models import Person
from thriving.safety.event_risk.actions import holds

pytestmark = pytest.mark.django_db


def told(payment: Disbursement) -> list[tuple[str, str, str]]:
    """What stands there of holds, with the code made the same."""
    with ready.at(paying.NOW):
        found = RELEASE.ask(Disbursement.objects.get(pk=payment.pk)).unmet
    return [_alike(each) for each in found if "held" in str(each.sentence)]


def _alike(each: Unmet) -> tuple[str, str, str]:
    return re.sub(r"[2-9A-Z]{8}", "CODE", str(each.sentence)), str(each.whose), each.address


def test_both_holds_say_the_same_in_the_same_place(organizer: Person, officer: Person) -> None:
    of, event = payments.hands(), paying.safe(organizer)
    payment = paying.approved(of, event)
    with ready.at(paying.NOW):
        ours = holds.place(event, "A report about an organizer.", by=officer)
        by_risk = told(payment)
        holds.lift(ours, by=officer)
    Hold.objects.create(
        disbursement=payment, office="finance", reason="x", placed_at=paying.NOW, placed_by="f"
    )
    assert by_risk == told(payment)
    assert len(by_risk) == 1
