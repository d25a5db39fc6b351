from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.grants.agreements.forms import ReasonForm
from thriving.grants.agreements.views.agreements import crumbs_of as crumbs_of_agreement
from thriving.grants.agreements.views.asking import Step, ask_for, past
from thriving.grants.funds.views.asking import person
from thriving.grants.payments import actions, queries, separation
from thriving.grants.payments.forms import ApproveForm, FailForm, HoldForm, ReturnForm, SettleForm
from thriving.grants.payments.gates import RELEASE, codes_of
from thriving.grants.payments.models import Disbursement, Hold, PaymentState
from thriving.grants.payments.rules import offices_of
from thriving.grants.payments.sealing import seal_of
from thriving.grants.payments.states import (
    APPROVED_ONCE,
    BEFORE_SENDING,
    CHECKED,
    CONFIRMED,
    FAILED,
    HELD,
    ON_THE_WAY,
    PASSED,
    PAYMENT,
    PLANNED,
    REQUESTED,
    SENT,
)
from thriving.kernel import access
from thriving.movement import asking
from thriving.movement.doors import signed_in
from thriving.ui.pages import Pages

ON_A_PAGE = 50
_TITLES = {move.name: move.title for move in PAYMENT.moves}
_SETTLING = ("confirm", "fail", "return")
_WAITING = (*BEFORE_SENDING, FAILED, HELD)  # for the gate: its list is shown


def _bare(_found: Any, data: Any) -> forms.Form:
    return forms.Form(data)


class _Approve(ApproveForm):
    def __init__(self, found: Disbursement, data: Any = None) -> None:
        super().__init__(data, initial={"seal": seal_of(found)})


STEPS: Mapping[str, Step] = {
    "request": Step(
        _TITLES["request"],
        "request_payment",
        (PLANNED, FAILED),
        _bare,
        lambda found, _form, by: actions.request_payment(found, by=by),
        gettext_lazy("What must be there first is looked at now, and again each time somebody acts on it."),
    ),
    "check": Step(
        gettext_lazy("Look again"),
        "see_payment",
        (REQUESTED,),
        _bare,
        lambda found, _form, by: actions.check_again(found, by=by),
    ),
    "approve": Step(
        _TITLES["approve_first"],
        "approve_payment",
        (CHECKED, APPROVED_ONCE),
        _Approve,
        lambda found, form, by: actions.approve(found, form.cleaned_data["seal"], by=by),
        gettext_lazy("Two people approve, and neither is on the grantee’s side or asked for the payment."),
        fresh=True,
    ),
    "take_back": Step(
        _TITLES["take_back"],
        "take_payment_back",
        ON_THE_WAY,
        _bare,
        lambda found, _form, by: actions.take_request_back(found, by=by),
    ),
    "confirm": Step(
        _TITLES["confirm"],
        "settle_payment",
        (SENT,),
        lambda _found, data: SettleForm(data),
        lambda found, form, by: actions.confirm_payment(found, by=by, **form.known()),
    ),
    "fail": Step(
        _TITLES["fail"],
        "settle_payment",
        (SENT,),
        lambda _found, data: FailForm(data),
        lambda found, form, by: actions.fail_payment(
            found, why=form.cleaned_data["reason"], by=by, **form.known()
        ),
        fresh=True,
    ),
    "return": Step(
        _TITLES["come_back"],
        "settle_payment",
        (SENT, CONFIRMED),
        lambda found, data: ReturnForm(found.money.currency, data),
        lambda found, form, by: actions.record_return(
            found, form.cleaned_data["amount"], by=by, **form.known()
        ),
        fresh=True,
    ),
    "cancel": Step(
        _TITLES["cancel"],
        "cancel_payment",
        (*BEFORE_SENDING, FAILED),
        lambda _found, data: ReasonForm(data),
        lambda found, form, by: actions.cancel(found, why=form.cleaned_data["reason"], by=by),
        gettext_lazy("This is for good: what was planned for it is free for another payment."),
        fresh=True,
    ),
}


@signed_in
@require_safe
def payments(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("state", "")
    found = queries.payments_for(request.user)
    if asked in PaymentState:
        found = found.filter(state=asked)
    page = Pages(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "held_back": queries.held_back(page.object_list),
        "states": PaymentState.choices,
        "asked": asked,
        "may_send": access.holds(request.user, "send_payments"),
    }
    return render(request, "payments/payments.html", context)


@signed_in
@require_safe
def payment(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    agreement, reader = found.agreement, request.user
    unmet = RELEASE.ask(found).unmet if found.state in _WAITING else ()
    context = {
        "payment": found,
        "agreement": agreement,
        "unmet": unmet,
        "held_back": found.state in PASSED and bool(unmet),
        "asked": found.state in _WAITING,
        "requirements": list(found.tranche.requirements.all()),
        "payee": queries.payee_of(agreement),
        "approvals": list(queries.approvals_of(found)),
        "codes": codes_of(found),
        "holds": list(queries.reasons_for(reader, found)),
        "returns": list(found.returns.all()),
        "sendings": list(found.sendings.select_related("batch")),
        "steps": _steps(request, found),
        "runs": access.may(reader, "run_agreement", agreement),
        "may_name_account": access.may(reader, "state_account", agreement),
        "may_confirm_account": access.holds(reader, "send_payments"),
        "may_read_agreement": access.may(reader, "see_agreement", agreement),
        "may_read_story": access.may(reader, "see_story", found),
        "crumbs": crumbs_of(found)[:-1],
        "sample": agreement.sample,
    }
    return render(request, "payments/payment.html", context)


@signed_in
def step(request: HttpRequest, pk: int, step: str) -> HttpResponseBase:
    found = _found(request, pk)
    if step == "hold":
        return _hold(request, found)
    to = address_of(found)
    if step not in dict(_steps(request, found)):
        if _approved(request, found, step):
            return asking.past(request, to, sent=True)
        return past(request, STEPS.get(step), found, to=to)
    more = _to_approve(request, found) if step == "approve" else {}
    return ask_for(request, STEPS[step], found, crumbs=crumbs_of(found), to=to, **more)


def _to_approve(request: HttpRequest, found: Disbursement) -> dict[str, Any]:
    """What is approved stands where it is approved."""
    return {
        "template": "payments/approve.html",
        "payment": found,
        "agreement": found.agreement,
        "payee": queries.payee_of(found.agreement),
        "may_read_agreement": access.may(request.user, "see_agreement", found.agreement),
    }


@signed_in
def lift(request: HttpRequest, code: str) -> HttpResponseBase:
    """End one hold, by those of the office that placed it."""
    mine = access.within(request.user, "lift_hold", Hold.objects.filter(lifted_at=None))
    found = get_object_or_404(mine, code=code)
    disbursement = _found(request, found.disbursement_id)
    ending = Step(_TITLES["let_go"], "lift_hold", (), _bare, _lifted, fresh=True)
    return ask_for(request, ending, found, crumbs=crumbs_of(disbursement), to=address_of(disbursement))


def address_of(found: Disbursement) -> str:
    return reverse("payments:payment", args=[found.pk])


def crumbs_of(found: Disbursement) -> list[tuple[Any, str]]:
    title = _("Payment %(number)s") % {"number": found.tranche.number}
    return [*crumbs_of_agreement(found.agreement), (title, address_of(found))]


def _lifted(found: Hold, _form: Any, by: Any) -> None:
    actions.lift_hold(found, by=by)


def _hold(request: HttpRequest, found: Disbursement) -> HttpResponseBase:
    if not _may_hold(request, found):
        raise Http404
    holding = Step(
        _TITLES["hold"],
        "hold_payment",
        (),
        lambda _found, data: HoldForm(offices_of(request.user), data),
        lambda held, form, by: actions.hold_payment(
            held, reason=form.cleaned_data["reason"], office=form.office, by=by
        ),
        gettext_lazy("It stops at once, and says nothing of why. Both approvals are dropped."),
        fresh=True,
    )
    return ask_for(request, holding, found, crumbs=crumbs_of(found), to=address_of(found))


def _may_hold(request: HttpRequest, found: Disbursement) -> bool:
    return found.state in (*BEFORE_SENDING, HELD) and access.may(request.user, "hold_payment", found)


def _steps(request: HttpRequest, found: Disbursement) -> list[tuple[str, str | Promise]]:
    open_now = [
        (name, each.title)
        for name, each in STEPS.items()
        if found.state in each.states and access.may(request.user, each.rule, found)
    ]
    open_now = [each for each in open_now if not _is_barred(request, found, each[0])]
    return [*open_now, ("hold", _TITLES["hold"])] if _may_hold(request, found) else open_now


def _is_barred(request: HttpRequest, found: Disbursement, step: str) -> bool:
    """Whether their own part in it, or in what it pays for, keeps them from this step."""
    by = person(request)
    if step == "request":
        return bool(separation.refusals_to_ask(found, by))
    if step == "approve":
        before = [each.approved_by for each in queries.approvals_of(found)]
        return bool(separation.refusals(found, by, before))
    return step in _SETTLING and bool(separation.refusals_to_settle(found, by))


def _approved(request: HttpRequest, found: Disbursement, step: str) -> bool:
    """Whether this is the step of which they did their part, while it waits for somebody else's."""
    mine = person(request).key
    return step == "approve" and any(each.approved_by == mine for each in queries.approvals_of(found))


def _found(request: HttpRequest, pk: int) -> Disbursement:
    return get_object_or_404(queries.payments_for(request.user), pk=pk)
