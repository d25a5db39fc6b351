"""Abuse case 19: a name of an account that a spreadsheet of the bank would run."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.grants.payments import world
from tests.grants.payments.world import Hands

from thriving.grants.payments import bank_file
from thriving.grants.payments.models import Batch, Payee

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1+1", "@SUM(A1)", "＝1", "\t=1", "'=1"])
def test_it_is_refused_where_it_is_written(hands: Hands, name: str) -> None:
    agreement = world.running(hands)
    client = Client()
    client.force_login(hands.applicant)
    for said in (
        {"holder": name, "number": "DE02 1203"},
        {"holder": "A", "number": "DE02 1203", "bank": name},
    ):
        answer = client.post(reverse("payments:account", args=[agreement.key]), said)
        assert answer.status_code in (302, 422)
    for payee in Payee.objects.all():
        assert payee.holder[:1].isalnum()
        assert not payee.bank or payee.bank[:1].isalnum()


def test_and_the_file_runs_nothing(hands: Hands) -> None:
    world.sent(hands)
    for line in bank_file.file_of(Batch.objects.get()).splitlines():
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in line.split(","))
