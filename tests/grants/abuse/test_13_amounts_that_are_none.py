"""Abuse case 13: amounts that are none, of another currency, or a cent too much."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.grants.payments import world
from tests.grants.payments.world import DAY, Hands

from thriving.grants.agreements.models import Agreement
from thriving.grants.payments.models import Tranche

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "amount", ["NaN", "-0.01", "1e400", "0.005", "0", "", "1000.01", "Infinity", "1,000", "400 EUR"]
)
def test_each_is_refused_with_a_sentence(hands: Hands, amount: str) -> None:
    agreement = world.running(hands)
    client = Client()
    client.force_login(hands.officer)
    said = {"title": "To begin", "amount": amount, "from_day": DAY, "requirements": ""}
    with world.on():
        answer = client.post(reverse("payments:plan", args=[agreement.key]), said)
    assert answer.status_code == 400
    assert any(answer.context["form"].errors.values())
    assert (Tranche.objects.count(), Agreement.objects.get().planned) == (0, 0)
