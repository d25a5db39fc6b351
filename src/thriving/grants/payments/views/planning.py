"""What is planned to be paid, what must be there before, and to which account."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from thriving.grants.agreements.models import Agreement
from thriving.grants.agreements.queries import agreements_for
from thriving.grants.agreements.states import ACTIVE, ENDED, SIGNED
from thriving.grants.agreements.views.agreements import address_of, crumbs_of
from thriving.grants.funds.views.asking import ask, person
from thriving.grants.payments import actions
from thriving.grants.payments.forms import AccountForm, ConfirmForm, MetForm, PlanForm
from thriving.grants.payments.models import Payee, Requirement
from thriving.kernel import access
from thriving.movement.doors import fresh, signed_in, typed


@signed_in
def plan(request: HttpRequest, key: str) -> HttpResponseBase:
    found = _agreement(request, key, "run_agreement", SIGNED, ACTIVE)
    form = PlanForm(found.currency, typed(request))
    return ask(
        request,
        form,
        lambda: actions.plan_tranche(found, form.planned(), by=person(request)),
        title=_("Plan a payment"),
        crumbs=crumbs_of(found),
        to=address_of(found),
    )


@fresh
def account(request: HttpRequest, key: str) -> HttpResponseBase:
    """The grantee names it; whoever has seen the page of somebody else's grant cannot."""
    found = get_object_or_404(
        access.within(request.user, "state_account", agreements_for(request.user)).exclude(state__in=ENDED),
        key=key,
    )
    form = AccountForm(typed(request))
    return ask(
        request,
        form,
        lambda: actions.state_account(found, form.account(), by=person(request)),
        title=_("Name the account"),
        words=_("Finance asks you about it on a way that was known before, and then confirms it."),
        crumbs=crumbs_of(found),
        to=address_of(found),
    )


@fresh
def confirm_account(request: HttpRequest, key: str) -> HttpResponseBase:
    found = get_object_or_404(
        access.within(request.user, "confirm_account", Payee.objects.filter(confirmed_at=None)), key=key
    )
    form = ConfirmForm(typed(request))
    return ask(
        request,
        form,
        lambda: actions.confirm_account(found, how=form.cleaned_data["how"], by=person(request)),
        title=_("Confirm the account"),
        words=mark_safe(  # noqa: S308 -- our sentence, and theirs escaped in it
            _("Of <bdi>%(holder)s</bdi>, the account that ends in <bdi>%(ending)s</bdi>.")
            % {"holder": escape(found.holder), "ending": escape(found.ending)}
        ),
        crumbs=crumbs_of(found.agreement),
        to=address_of(found.agreement),
    )


@signed_in
def met(request: HttpRequest, pk: int) -> HttpResponseBase:
    """That a requirement is there."""
    mine = access.within(request.user, "run_agreement", Agreement.objects.all())
    unmet = Requirement.objects.filter(met_at=None, tranche__agreement__in=mine.values("pk"))
    found = get_object_or_404(unmet.select_related("tranche__agreement__proposal", "tranche__payment"), pk=pk)
    form = MetForm(typed(request))
    return ask(
        request,
        form,
        lambda: actions.meet_requirement(found, ground=form.cleaned_data["ground"], by=person(request)),
        title=_("Say that it is there"),
        words=found.words,
        crumbs=crumbs_of(found.tranche.agreement),
        to=reverse("payments:payment", args=[found.tranche.payment.pk]),
    )


def _agreement(request: HttpRequest, key: str, rule: str, *states: str) -> Agreement:
    found = access.within(request.user, rule, agreements_for(request.user))
    return get_object_or_404(found.filter(state__in=states), key=key)
