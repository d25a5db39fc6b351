"""Abuse case 4: whoever has a conflict reads of a proposal by its agreement or its payments instead."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from tests.grants.payments import world
from tests.grants.payments.world import DAY, Hands

from thriving.grants.agreements.queries import agreements_for
from thriving.grants.payments import actions
from thriving.grants.payments.models import Batch
from thriving.grants.payments.queries import batches_for, going_out, payments_for
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


def test_a_batch_with_something_closed_in_it_is_closed_as_a_whole(hands: Hands) -> None:
    world.sent(hands)
    batch = Batch.objects.get()
    pages = [reverse(f"payments:{name}", args=[batch.pk]) for name in ("batch", "batch_file", "reconcile")]
    client = Client()
    client.force_login(hands.finance)
    assert list(batches_for(hands.finance)) == [batch]
    assert client.get(pages[0]).status_code == 200
    closed = closed_to.temporarily(
        "test", lambda person: Q(key="photographs") if person == hands.finance else Q(pk__in=[])
    )
    with closed:
        assert not batches_for(hands.finance).exists()
        assert batches_for(hands.second).exists()
        assert [client.get(page).status_code for page in pages[:1]] == [404]
        rows = [[batch.sendings.get().disbursement_id, "confirmed", "400", "USD", DAY, "S-1", ""]]
        with pytest.raises(PermissionDenied):
            actions.reconcile(batch, world.table(*rows), by=hands.finance)
        with pytest.raises(PermissionDenied):
            actions.note_fetched(batch, by=hands.finance)
