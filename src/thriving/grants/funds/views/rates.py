from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.grants.funds import actions
from thriving.grants.funds.forms import RateForm
from thriving.grants.funds.models import ExchangeRate
from thriving.grants.funds.views.asking import ask, person
from thriving.kernel import access
from thriving.movement.doors import needs, typed
from thriving.ui.pages import Pages
from thriving.ui.twins import Column, Form, Parameter, Records

ON_A_PAGE, IN_A_TWIN = 50, 1_000
RATES = Records(
    "exchange_rates",
    gettext_lazy("Rates of exchange"),
    gettext_lazy("By which amounts of grants were compared, the newest day first. None is ever changed."),
    columns=(
        Column("base", "string", gettext_lazy("First currency"), gettext_lazy("Its ISO 4217 code.")),
        Column("quote", "string", gettext_lazy("Second currency"), gettext_lazy("Its ISO 4217 code.")),
        Column(
            "rate",
            "string",
            gettext_lazy("Rate"),
            gettext_lazy("So much of the second currency for one of the first, in digits."),
        ),
        Column("on", "date", gettext_lazy("Day"), gettext_lazy("For which it was published.")),
        Column("source", "string", gettext_lazy("Who published it"), gettext_lazy("By name.")),
        Column("url", "string", gettext_lazy("Address"), gettext_lazy("Where it stands.")),
    ),
    parameters=(Parameter("page", "integer", gettext_lazy("Page"), gettext_lazy("Which part of the list.")),),
)


@require_safe
def rates(request: HttpRequest, form: Form) -> HttpResponse:
    asked = RATES.asked(request)
    pages = Pages(ExchangeRate.objects.all(), ON_A_PAGE if form == "html" else IN_A_TWIN)
    page = pages.get_page(asked["page"] or 1)
    names = ("base", "quote", "on", "source", "url")
    return RATES.respond(
        request,
        [
            {**{name: getattr(each, name) for name in names}, "rate": f"{each.rate.normalize():f}"}
            for each in page
        ],
        form=form,
        template="funds/rates.html",
        context={"page": page, "may_manage": access.holds(request.user, "manage_funds")},
        sample=any(each.sample for each in page),
    )


@needs("manage_funds")
def record_rate(request: HttpRequest) -> HttpResponseBase:
    form = RateForm(typed(request))
    return ask(
        request,
        form,
        lambda: actions.record_rate(form.said(), by=person(request)),
        title=_("Record a rate of exchange"),
        crumbs=[(_("Rates of exchange"), reverse("funds:rates"))],
        to=lambda: reverse("funds:rates"),
        words=_("A rate is never changed: one that was wrong is followed by another of the same day."),
    )
