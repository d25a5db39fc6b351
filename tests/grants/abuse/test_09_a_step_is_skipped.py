"""Abuse case 9: money is sent past its gate, by a page, an action, or a write of its own."""

from __future__ import annotations

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from tests.grants.payments import world
from tests.grants.payments.world import Hands

from thriving.grants.payments.models import Batch, Disbursement
from thriving.movement.actions import Refused

pytestmark = pytest.mark.django_db


def test_what_waits_at_the_gate_is_not_sent(hands: Hands) -> None:
    payment = world.planned(world.running(hands), hands, requirements=("A list.",))
    world.request(payment, hands.applicant)
    with pytest.raises(Refused):
        world.send([payment], hands.finance)
    client = Client()
    client.force_login(hands.finance)
    said = {"token": uuid.uuid4().hex, "carrier": "Bank", "payments": payment.pk}
    assert client.post(reverse("payments:send"), said).status_code == 422
    for step in ("approve", "confirm", "send", "pass_checks"):
        where = reverse("payments:step", args=[payment.pk, step])
        assert client.post(where).headers.get("Location") in (None, f"/grants/payments/{payment.pk}/")
        payment.refresh_from_db()
        assert payment.state == "requested"
    assert not Batch.objects.exists()


@pytest.mark.parametrize("state", ["approved_1", "approved_2", "sent", "confirmed", "returned"])
def test_the_database_refuses_a_state_without_its_approvals(hands: Hands, state: str) -> None:
    payment = world.requested(hands)
    with pytest.raises(IntegrityError), transaction.atomic():
        Disbursement.objects.filter(pk=payment.pk).update(state=state)
