"""Abuse case 13: whatever is typed where an amount is asked for, in every form of grants."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from tests.conftest import Cast
from tests.grants import world as grants
from tests.grants.reports import world as reports

from thriving.grants.agreements.forms import AmountForm, TermsForm
from thriving.grants.funds.forms import rates, rounds
from thriving.grants.payments.forms import PlanForm, ReturnForm
from thriving.grants.proposals.forms.budget import LineForm
from thriving.grants.proposals.models import Proposal
from thriving.grants.reports import forms as of_reports
from thriving.grants.reports.models import Report
from thriving.grants.review.forms import reviewing
from thriving.kernel.money import Money

pytestmark = pytest.mark.django_db

NOTHING = Money(Decimal(0), "USD")
ASKS_FOR_MONEY = re.compile(r"\b(MoneyField|AmountField|typed|rate_typed|read_amounts)\(")

NO_AMOUNTS = (
    *("NaN", "sNaN", "Infinity", "-0.01", "−1", "1e400", "1e2", "0x10", "0.005", "1_000", "1/2", "=1+1"),
    *(
        "12'50",
        "12 50",
        "400²",
        "1,000",
        "1.000",
        "400 EUR",
        "€400",
        "EUR",
        "\u202e05.21",
        "9" * 13,
        "9" * 41,
    ),
    "<script>attack()</script>",
)
UNDERSTOOD = {
    "12.50": "12.5",
    "12,50": "12.5",
    "١٢٫٥٠": "12.5",
    "۱۲٫۵۰": "12.5",
    "१२.५०": "12.5",
    "1,234.5": "1234.5",
    "1.234,5": "1234.5",
    "1 234,5": "1234.5",
    "1’234.50": "1234.5",
    " 7 ": "7",
}
# A rate is a number with more digits, and no money of a currency.
RATES_ALSO = {"0.005", "1.000", "1,234.5", "1.234,5", "1 234,5", "1’234.50"}


def filled(form: Any, proposal: Proposal, report: Report, said: dict[str, str]) -> forms.Form:
    """The form as somebody sends it, whatever it needs beside."""
    made: dict[Any, Callable[[], forms.Form]] = {
        TermsForm: lambda: form(proposal, None, said),
        LineForm: lambda: form(said, currency="USD"),
        reviewing.DecideForm: lambda: form(proposal, "approve", NOTHING, said),
        of_reports.LineForm: lambda: form("USD", {f"line-{name}": said[name] for name in said}, "line", {}),
        of_reports.ReceiptForm: lambda: form(report, said),
        rounds.RoundForm: lambda: form(None, {"currency": "USD", **said}),
        rounds.NewRoundForm: lambda: form(None, {"currency": "USD", **said}),
        rates.RateForm: lambda: form(said),
    }
    return made.get(form, lambda: form("USD", said))()


FIELDS: dict[type[forms.Form], tuple[str, ...]] = {
    TermsForm: ("award",),
    AmountForm: ("amount",),
    PlanForm: ("amount",),
    ReturnForm: ("amount",),
    LineForm: ("amount",),
    reviewing.DecideForm: ("awarded",),
    of_reports.LineForm: ("value",),
    of_reports.ReceiptForm: ("amount",),
    rounds.RoundForm: ("budget", "least", "most"),
    rounds.NewRoundForm: ("budget", "least", "most"),
    rates.RateForm: ("rate",),
}
EACH = [(form, field) for form, fields in FIELDS.items() for field in fields]


def forms_of_grants(parent: type = forms.Form) -> Iterator[type]:
    for each in parent.__subclasses__():
        if each.__module__.startswith("thriving.grants."):
            yield each
        yield from forms_of_grants(each)


@pytest.fixture
def report(cast: Cast) -> Report:
    granted = grants.proposal(cast.volunteer, "approved", key="lenses")
    return reports.report(reports.agreement(cast.volunteer, proposal=granted))


def test_no_form_that_asks_for_money_is_left_out() -> None:
    asking = {form for form in forms_of_grants() if ASKS_FOR_MONEY.search(inspect.getsource(form))}
    assert len(asking) > 8
    assert asking <= set(FIELDS)


@pytest.mark.parametrize(("form", "field"), EACH)
def test_what_is_no_amount_is_refused_by_its_field(
    form: type[forms.Form], field: str, report: Report
) -> None:
    proposal = report.agreement.proposal
    for written in NO_AMOUNTS:
        if form is rates.RateForm and written in RATES_ALSO:
            continue
        found = filled(form, proposal, report, {field: written}).errors.get(field)
        assert found, written
        assert all(str(each).strip().endswith(".") for each in found), (written, found)


@pytest.mark.parametrize(("form", "field"), EACH)
def test_what_is_one_is_read_as_it_was_meant(form: type[forms.Form], field: str, report: Report) -> None:
    proposal = report.agreement.proposal
    for written, meant in UNDERSTOOD.items():
        if form is rates.RateForm and written in RATES_ALSO:
            continue
        sent = filled(form, proposal, report, {field: written})
        assert not sent.errors.get(field), (written, sent.errors[field])
        read = sent.cleaned_data[field]
        assert (read.amount if isinstance(read, Money) else read) == Decimal(meant), written
