"""Abuse case 5: a form is sent with a state, an approval or an amount beside what it asks for."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.grants.payments import world
from tests.grants.payments.world import Hands

from thriving.grants.agreements.models import Agreement
from thriving.grants.payments.models import Disbursement

pytestmark = pytest.mark.django_db


def test_nothing_beside_the_form_is_written(hands: Hands) -> None:
    agreement = world.running(hands)
    payment = world.planned(agreement, hands)
    client = Client()
    client.force_login(hands.applicant)
    beside = {
        "state": "approved_2",
        "first_by": "x",
        "second_by": "y",
        "amount": "999",
        "award": "999999",
        "attempt": "7",
    }
    with world.on():
        client.post(reverse("payments:step", args=[payment.pk, "request"]), beside)
    found = Disbursement.objects.get()
    assert (found.state, found.first_by, found.attempt, found.tranche.amount) == ("requested", "", 1, 400)
    assert Agreement.objects.get().award == 1000
