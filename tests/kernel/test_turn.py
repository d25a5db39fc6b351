from __future__ import annotations

from time import sleep

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError
from tests.conftest import AtOnce

from thriving.kernel import turn


@pytest.mark.django_db(transaction=True)
def test_a_turn_needs_a_transaction() -> None:
    with pytest.raises(TransactionManagementError, match="until the transaction ends"):
        turn.take()


@pytest.mark.django_db(transaction=True)
def test_one_has_the_turn_until_its_transaction_ends(at_once: AtOnce) -> None:
    log: list[str] = []

    def write() -> None:
        with transaction.atomic():
            turn.take()
            log.append("begins")
            sleep(0.1)
            log.append("ends")

    assert at_once(write, write, write) == [None] * 3
    assert log == ["begins", "ends"] * 3
