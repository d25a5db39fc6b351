"""Abuse case 60: the grantee or finance learns from a hold that somebody looks into something, and what."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.grants.payments import world
from tests.grants.payments.world import Hands

from thriving.grants.payments import actions
from thriving.grants.payments.models import Hold
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db
REASON = "Somebody says that the organizer is threatened."


def page(person: Person, name: str, pk: int) -> str:
    client = Client()
    client.force_login(person)
    with world.on():
        answer = client.get(reverse(name, args=[pk]))
    return answer.content.decode() if answer.status_code == 200 else ""


def test_those_who_see_held_see_a_code_and_nothing_more(hands: Hands) -> None:
    payment = world.requested(hands)
    with world.on():
        placed = actions.hold_payment(payment, reason=REASON, by=hands.protector)
    for person in (hands.applicant, hands.officer, hands.finance, hands.auditor):
        shown = page(person, "payments:payment", payment.pk)
        assert placed.code in shown
        for word in ("threatened", "Safety", "Sana", hands.protector.key, "safety office"):
            assert word not in shown
    told = page(hands.auditor, "payments:story", payment.pk)
    assert placed.code not in told or "threatened" not in told
    assert "Sana" not in told
    assert REASON in page(hands.protector, "payments:payment", payment.pk)


def test_one_hold_reads_as_another(hands: Hands) -> None:
    payment = world.requested(hands)
    shown = []
    for person in (hands.protector, hands.second):
        with world.on():
            placed = actions.hold_payment(payment, reason=REASON, by=person)
        shown.append(page(hands.applicant, "payments:payment", payment.pk).replace(placed.code, "CODE"))
        with world.on():
            actions.lift_hold(placed, by=person)
    assert shown[0] == shown[1]


def test_a_code_says_nothing_of_its_hold(hands: Hands) -> None:
    payment = world.requested(hands)
    codes = {actions.hold_payment(payment, reason=REASON, by=hands.protector).code for _each in range(20)}
    assert len(codes) == 20
    assert all(len(each) == 8 and each.isalnum() for each in codes)
    assert Hold.objects.count() == 20
