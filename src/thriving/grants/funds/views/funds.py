from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.grants.funds import actions, queries
from thriving.grants.funds.forms import FundForm, NewFundForm
from thriving.grants.funds.models import FundKind
from thriving.grants.funds.views.asking import Crumbs, ask, person
from thriving.kernel import access
from thriving.movement.doors import needs, typed
from thriving.ui.twins import Column, Form, Records

FUNDS = Records(
    "grant_funds",
    gettext_lazy("Funds"),
    gettext_lazy("What money is given for, by the keys of the funds."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the page.")),
        Column("kind", "string", gettext_lazy("Kind"), ", ".join(FundKind)),
    ),
)


@require_safe
def funds(request: HttpRequest, form: Form) -> HttpResponse:
    listed = list(queries.funds_for(request.user))
    return FUNDS.respond(
        request,
        [{"key": each.key, "title": each.title, "kind": each.kind} for each in listed],
        form=form,
        template="funds/funds.html",
        context={"funds": listed, "may_manage": access.holds(request.user, "manage_funds")},
        sample=any(each.sample for each in listed),
    )


@needs("manage_funds")
def new_fund(request: HttpRequest) -> HttpResponseBase:
    form = NewFundForm(None, typed(request))
    return ask(
        request,
        form,
        lambda: actions.found_fund(form.said(), key=form.cleaned_data["key"], by=person(request)),
        title=_("Found a fund"),
        crumbs=crumbs(),
        to=lambda: reverse("funds:funds"),
    )


@needs("manage_funds")
def describe_fund(request: HttpRequest, key: str) -> HttpResponseBase:
    fund = get_object_or_404(queries.funds_for(request.user), key=key)
    form = FundForm(fund, typed(request))
    return ask(
        request,
        form,
        lambda: actions.describe_fund(fund, form.said(), by=person(request)),
        title=_("Describe the fund anew"),
        crumbs=crumbs(),
        to=lambda: reverse("funds:funds"),
        label=_("Save"),
    )


def crumbs() -> Crumbs:
    return [(_("Funds"), reverse("funds:funds"))]
