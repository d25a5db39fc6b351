"""The payments of an agreement, on its page."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from thriving.grants.agreements import beside
from thriving.grants.agreements.models import Agreement
from thriving.grants.agreements.states import ACTIVE, DRAFT, ENDED, SIGNED
from thriving.grants.payments.queries import held_back, payee_of, payments_of
from thriving.kernel import access


def of_an_agreement(request: HttpRequest, agreement: Agreement) -> str:
    reader = request.user
    if agreement.state == DRAFT:
        return ""
    payments = list(payments_of(agreement))
    context = {
        "agreement": agreement,
        "payments": payments,
        "held_back": held_back(payments),
        "payee": payee_of(agreement),
        "may_plan": agreement.state in (SIGNED, ACTIVE) and access.may(reader, "run_agreement", agreement),
        "may_name": agreement.state not in ENDED and access.may(reader, "state_account", agreement),
    }
    return render_to_string("payments/_of_agreement.html", context, request)


beside.fillers.add("payments", of_an_agreement)
