"""A grant is closed once what was paid and kept is, to the cent, what accepted reports tell of."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.conftest import Cast
from tests.grants.reports import world

from thriving.grants.agreements.gates import CLOSING
from thriving.grants.agreements.models import Agreement
from thriving.grants.reports import actions
from thriving.grants.reports.gates import the_balance_is_reconciled
from thriving.grants.reports.models import Spending
from thriving.kernel.money import Money
from thriving.ui import cldr

pytestmark = pytest.mark.django_db


def balance(agreement: Agreement, **amounts: str) -> list[str]:
    values = {name: Decimal(each) for name, each in amounts.items()}
    Agreement.objects.filter(pk=agreement.pk).update(**values)
    agreement.refresh_from_db()
    found = the_balance_is_reconciled(agreement)
    return [str(each.sentence) for each in found] if isinstance(found, list) else []


def shown(amount: str) -> str:
    return cldr.money(Money(Decimal(amount), "USD"))


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    """Of which an accepted report tells of 640 dollars."""
    made = world.agreement(cast.volunteer)
    report = world.submitted(world.report(made), cast.volunteer)
    report.spendings.all().delete()
    line = made.proposal.lines.get()
    Spending.objects.create(report=report, line=line, amount=Decimal(640))
    actions.accept(report, by=world.officer())
    return made


def test_it_is_asked_before_a_grant_is_closed() -> None:
    assert "balance" in CLOSING.conditions
    assert CLOSING.unfilled() == []


def test_what_was_not_spent_comes_back(agreement: Agreement) -> None:
    told = "of what was paid stands in no accepted report, and has not come back."
    assert balance(agreement, planned="1000", sent="1000") == [f"{shown('360')} {told}"]
    assert balance(agreement, returned="359.99") == [f"{shown('0.01')} {told}"]
    assert balance(agreement, returned="360") == []


def test_more_than_was_paid_was_not_spent_of_it(agreement: Agreement) -> None:
    told = balance(agreement, planned="1000", sent="600")
    assert told == [f"Accepted reports tell of {shown('40')} more than was paid and kept."]


def test_a_report_that_is_not_accepted_does_not_count(agreement: Agreement) -> None:
    agreement.reports.update(state="submitted")
    assert balance(agreement, planned="1000", sent="640") == [
        f"{shown('640')} of what was paid stands in no accepted report, and has not come back."
    ]


def test_what_was_asked_back_settles_a_waived_report(agreement: Agreement) -> None:
    agreement.reports.update(state="waived")
    assert len(balance(agreement, planned="1000", sent="640")) == 1
    assert balance(agreement, to_return="0") == []
