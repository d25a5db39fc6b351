"""Abuse case 4: whoever has a conflict reads of a proposal by its agreement or its payments instead."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from tests.grants.payments import world
from tests.grants.payments.world import Hands

from thriving.grants.agreements.queries import agreements_for
from thriving.grants.payments.queries import going_out, payments_for
from thriving.grants.proposals.rules import closed_to

pytestmark = pytest.mark.django_db


def test_what_is_closed_to_somebody_is_closed_with_its_money(hands: Hands) -> None:
    payment = world.approved(hands)
    closed = closed_to.temporarily(
        "test", lambda person: Q(key="photographs") if person == hands.finance else Q(pk__in=[])
    )
    with closed:
        for found in (agreements_for, payments_for, going_out):
            assert not found(hands.finance).exists()
        assert agreements_for(hands.officer).exists()
        assert agreements_for(hands.applicant).exists()
        client = Client()
        client.force_login(hands.finance)
        absent = client.get(reverse("payments:payment", args=[payment.pk + 1]))
        there = client.get(reverse("payments:payment", args=[payment.pk]))
        assert (absent.status_code, there.status_code) == (404, 404)
        with pytest.raises(PermissionDenied):
            world.send([payment], hands.finance)
