"""What became of a payment, one by one or by the bank's file, all of which is believed or nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from tests.grants.payments import world
from tests.grants.payments.world import DAY, Hands

from thriving.grants.agreements.models import Agreement
from thriving.grants.payments import actions, bank_file
from thriving.grants.payments.models import Batch, Disbursement, Payee, Return, Sending
from thriving.kernel.money import MoneyRefused
from thriving.movement.actions import Refused

pytestmark = pytest.mark.django_db


def known(hands: Hands, **otherwise: Any) -> dict[str, Any]:
    return {"on": DAY, "reference": "S-1", "by": hands.finance, **otherwise}


def test_what_failed_is_ours_again_and_asked_for_anew(hands: Hands) -> None:
    payment = world.sent(hands)
    with world.on():
        actions.fail_payment(payment, why="Account closed.", **known(hands))
    assert (Disbursement.objects.get().state, Agreement.objects.get().sent) == ("failed", 0)
    assert world.request(payment, hands.applicant)
    world.approve(payment, hands.officer)
    world.approve(payment, hands.second)
    world.send([payment], hands.finance)
    assert [(each.attempt, each.outcome) for each in Sending.objects.all()] == [(1, "failed"), (2, None)]
    assert Agreement.objects.get().sent == 400


def test_what_became_of_it_is_known_once(hands: Hands) -> None:
    payment = world.confirmed(hands)
    for again in (
        lambda: actions.confirm_payment(payment, **known(hands)),
        lambda: actions.fail_payment(payment, why="x", **known(hands)),
    ):
        with world.on(), pytest.raises(Refused, match="known already"):
            again()
    assert Agreement.objects.get().sent == 400


def test_it_comes_back_in_parts_and_never_more_than_was_sent(hands: Hands) -> None:
    payment = world.confirmed(hands)
    with world.on():
        actions.record_return(payment, world.money("150"), **known(hands, reference="R-1"))
        for wrong in (
            {"amount": world.money("250.01"), "reference": "R-2"},
            {"amount": world.money("0"), "reference": "R-2"},
            {"amount": world.money("1"), "reference": "R-1"},
            {"amount": world.money("1"), "reference": " "},
            {"amount": world.money("1"), "reference": "R-2", "on": DAY + timedelta(days=1)},
            {"amount": world.money("1"), "reference": "R-2", "on": DAY - timedelta(days=1)},
        ):
            with pytest.raises(Refused):
                actions.record_return(payment, **known(hands, **wrong))
        with pytest.raises(MoneyRefused):
            actions.record_return(payment, world.money("1", "EUR"), **known(hands, reference="R-2"))
        assert (Disbursement.objects.get().state, Agreement.objects.get().returned) == ("confirmed", 150)
        actions.record_return(payment, world.money("250"), **known(hands, reference="R-2"))
    assert (Disbursement.objects.get().state, Agreement.objects.get().returned) == ("returned", 400)


def test_nothing_comes_back_of_what_did_not_leave(hands: Hands) -> None:
    payment = world.approved(hands)
    with world.on(), pytest.raises(Refused, match="nothing can come back"):
        actions.record_return(payment, world.money("1"), **known(hands))
    assert not Return.objects.exists()


def test_finance_alone_says_what_became_of_it(hands: Hands) -> None:
    payment = world.sent(hands)
    for by in (hands.officer, hands.applicant, hands.auditor, hands.protector):
        with pytest.raises(PermissionDenied):
            actions.confirm_payment(payment, **known(hands, by=by))
    with pytest.raises(PermissionDenied):
        actions.reconcile(Batch.objects.get(), world.table(), by=hands.officer)


def two(hands: Hands) -> tuple[Batch, Disbursement, Disbursement]:
    agreement = world.running(hands)
    one, other = world.approved(hands, "400", agreement), world.approved(hands, "600", agreement)
    return world.send([one, other], hands.finance), one, other


def test_the_banks_file_is_believed(hands: Hands) -> None:
    batch, one, other = two(hands)
    rows = (
        (one.pk, "confirmed", "400.00", "USD", DAY, "S-1", ""),
        (other.pk, "failed", "600", "USD", DAY, "S-2", "Account closed"),
    )
    with world.on():
        assert actions.reconcile(batch, world.table(*rows), by=hands.finance)[1] == []
        _told, problems = actions.reconcile(batch, world.table(*rows), by=hands.finance)
    assert len(problems) == 2
    states = dict(Disbursement.objects.values_list("pk", "state"))
    assert (states[one.pk], states[other.pk]) == ("confirmed", "failed")
    assert Agreement.objects.get().sent == Decimal(400)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("77", "confirmed", "600", "USD", DAY, "S-2", ""), "not in this batch"),
        (("{one}", "confirmed", "400", "USD", DAY, "S-2", ""), "stands in the file twice"),
        (("{other}", "confirmed", "599.99", "USD", DAY, "S-2", ""), "not the one that was sent"),
        (("{other}", "confirmed", "600", "EUR", DAY, "S-2", ""), "sent in USD"),
        (("{other}", "confirmed", "NaN", "USD", DAY, "S-2", ""), "no amount of money"),
        (("{other}", "confirmed", "600.005", "USD", DAY, "S-2", ""), "can be read|digits after the point"),
        (("{other}", "confirmed", "600", "XQQ", DAY, "S-2", ""), "no currency"),
        (("{other}", "confirmed", "600", "USD", DAY + timedelta(days=1), "S-2", ""), "not between"),
        (("{other}", "confirmed", "600", "USD", DAY - timedelta(days=1), "S-2", ""), "not between"),
        (("{other}", "failed", "600", "USD", DAY, "S-2", ""), "Say why it failed"),
        (("{other}", "returned", "600.01", "USD", DAY, "S-2", ""), "no more than was sent"),
        (("{other}", "returned", "0", "USD", DAY, "S-2", ""), "no more than was sent"),
        (("{other}", "lost", "600", "USD", DAY, "S-2", ""), "is not one of"),
        (("{other}", "confirmed", "600", "USD", DAY, "x" * 151, ""), "reference has"),
    ],
)
def test_one_wrong_row_and_nothing_is_believed(hands: Hands, row: tuple[Any, ...], sentence: str) -> None:
    batch, one, other = two(hands)
    named = [str(each).format(one=one.pk, other=other.pk) for each in row]
    right = (one.pk, "confirmed", "400", "USD", DAY, "S-1", "")
    with world.on():
        told, (problem,) = actions.reconcile(batch, world.table(right, named), by=hands.finance)
    assert told == []
    assert problem.row == 3
    assert re.search(sentence, problem.sentence)
    assert set(Disbursement.objects.values_list("state", flat=True)) == {"sent"}


def test_an_empty_file_is_told(hands: Hands) -> None:
    batch, _one, _other = two(hands)
    assert [each.sentence for each in actions.reconcile(batch, world.table(), by=hands.finance)[1]] == [
        "The file has no rows."
    ]


def test_what_comes_back_stands_in_the_banks_file_too(hands: Hands) -> None:
    batch, one, _other = two(hands)
    row = (one.pk, "returned", "400", "USD", DAY, "R-1", "")
    with world.on():
        assert actions.reconcile(batch, world.table(row), by=hands.finance)[1] == []
        (problem,) = actions.reconcile(batch, world.table(row), by=hands.finance)[1]
    assert "nothing can come back" in problem.sentence
    assert Agreement.objects.get().returned == 400


def test_the_file_for_the_bank_is_the_same_whenever_it_is_written(hands: Hands) -> None:
    batch, one, other = two(hands)
    text = bank_file.file_of(batch)
    to = "Friends of monuments,DE02 1203 0000 0000 2020 51,Bank of the lake"
    assert text.splitlines() == [
        "payment,holder,account,bank,amount,currency,purpose",
        f"{one.pk},{to},400.00,USD,photographs/1",
        f"{other.pk},{to},600.00,USD,photographs/2",
    ]
    assert bank_file.is_still(Batch.objects.get(), text)
    actions.state_account(one.agreement, actions.Account("Others", "DE99 0000"), by=hands.applicant)
    assert bank_file.file_of(batch) == text
    assert not bank_file.is_still(batch, text + "x")


def test_the_database_keeps_what_was_sent(hands: Hands) -> None:
    world.sent(hands)
    for change in (
        lambda: Sending.objects.update(amount=Decimal(1)),
        lambda: Batch.objects.update(total=Decimal(1)),
        lambda: Payee.objects.update(holder="Somebody else"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
