"""Abuse case 13: amounts that are none, of another currency, or a cent too much."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from tests.grants.agreements.world import terms
from tests.grants.payments import world
from tests.grants.payments.world import DAY, Hands

from thriving.grants.agreements import actions as agreements
from thriving.grants.agreements.forms import AmountForm, TermsForm
from thriving.grants.agreements.models import Agreement
from thriving.grants.agreements.queries import holding_text
from thriving.grants.payments import actions
from thriving.grants.payments.forms import PlanForm, ReturnForm
from thriving.grants.payments.models import Batch, Tranche
from thriving.kernel.money import Money, MoneyRefused
from thriving.movement.actions import Refused

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
    assert answer.status_code == 422
    assert any(answer.context["form"].errors.values())
    assert (Tranche.objects.count(), Agreement.objects.get().planned) == (0, 0)


BAD = ["NaN", "-0.01", "1e400", "0.005", "Infinity", "1,000", "400 EUR", ""]


@pytest.mark.parametrize("amount", BAD)
def test_every_form_with_money_in_it_refuses_each(hands: Hands, amount: str) -> None:
    proposal = world.running(hands).proposal
    forms = [
        ("award", TermsForm(proposal, None, {"award": amount})),
        ("amount", AmountForm("USD", {"amount": amount})),
        ("amount", PlanForm("USD", {"amount": amount})),
        ("amount", ReturnForm("USD", {"amount": amount})),
    ]
    for field, form in forms:
        assert form.errors[field], form


@pytest.mark.parametrize("amount", BAD)
def test_a_row_of_the_banks_file_refuses_each(hands: Hands, amount: str) -> None:
    payment = world.sent(hands)
    row = [payment.pk, "returned", f'"{amount}"', "USD", DAY, "R-1", ""]
    with world.on():
        told, problems = actions.reconcile(Batch.objects.get(), world.table(row), by=hands.finance)
    assert not told
    assert all(each.sentence for each in problems)
    assert problems


@pytest.mark.parametrize("amount", ["NaN", "-0.01", "1e400", "0.005", "sNaN", "-Infinity"])
def test_no_such_amount_reaches_an_action(amount: str) -> None:
    with pytest.raises(MoneyRefused) as refused:
        Money(Decimal(amount), "USD")
    assert str(refused.value).endswith(".")


def test_every_action_refuses_another_currency(hands: Hands) -> None:
    payment, euros = world.confirmed(hands), Money(Decimal(1), "EUR")
    agreement = payment.agreement
    text = holding_text(agreement)
    assert text
    with world.on():
        agreements.terminate(agreement, why="It does not take place.", by=hands.officer)
        for act in (
            lambda: actions.record_return(payment, euros, on=DAY, reference="R-1", by=hands.finance),
            lambda: agreements.ask_back(agreement, euros, by=hands.officer),
        ):
            with pytest.raises((MoneyRefused, Refused)):
                act()
    other = world.granted(hands.applicant, "another")
    with pytest.raises(Refused, match="USD"):
        agreements.draft_agreement(other, text.template, terms(award=euros), by=hands.officer)
    running = world.running(hands, world.granted(hands.applicant, "third"))
    with pytest.raises(MoneyRefused, match="USD"):
        actions.plan_tranche(running, actions.Planned("x", euros, DAY), by=hands.officer)
