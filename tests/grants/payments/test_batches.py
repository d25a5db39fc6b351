"""The list of batches counts what is in those that it shows, and in no others."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.grants.agreements import world as agreements
from tests.grants.payments import world
from tests.grants.payments.world import Hands

from thriving.grants.payments.queries import batches_for

pytestmark = pytest.mark.django_db


def test_each_says_how_many_payments_left_and_of_how_many_nobody_knows(hands: Hands) -> None:
    world.confirmed(hands)
    world.sent(hands, agreement=another(hands))
    told = [(each.payments, each.unknown) for each in batches_for(hands.finance)]
    assert told == [(1, 1), (1, 0)]


def another(of: Hands) -> agreements.Agreement:
    return agreements.running(of, proposal=agreements.granted(of.applicant, "another"))


def test_a_page_counts_only_what_it_shows(hands: Hands, client: Client) -> None:
    """How many pages there are, which rows a page has: neither looks at all payments that ever left."""
    world.sent(hands)
    client.force_login(hands.finance)
    with world.on(), CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("payments:batches")).status_code == 200
    told = [each["sql"] for each in asked if 'FROM "payments_batch"' in each["sql"]]
    counted = 'COUNT(U0."id") AS "count"'
    assert [sql.count(counted) for sql in told] == [0, 0, 2]
    assert not [
        sql for sql in told if '"payments_batch"."id" IN (SELECT' in sql or 'GROUP BY "payments_batch' in sql
    ]
