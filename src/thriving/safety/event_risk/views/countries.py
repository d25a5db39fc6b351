"""Alerts: what has changed in a country, so that what was accepted for it is looked at again."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thriving.movement.actions import Refused
from thriving.movement.doors import needs, typed
from thriving.movement.models import Country
from thriving.safety.event_risk.actions import staleness
from thriving.safety.event_risk.forms.assessments import AlertForm
from thriving.safety.event_risk.models import CountryAlert
from thriving.safety.event_risk.views.acting import asker
from thriving.ui import cldr
from thriving.ui.pages import Pages

ON_A_PAGE = 50


@require_safe
@needs("raise_country_alert")
def alerts(request: HttpRequest) -> HttpResponseBase:
    page = Pages(CountryAlert.objects.all(), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"heading": _("Alerts for countries"), "page": page, "alerts": list(page)}
    return render(request, "event_risk/alerts.html", context)


@needs("raise_country_alert")
def raise_alert(request: HttpRequest) -> HttpResponseBase:
    form = AlertForm(_countries(), typed(request))
    if request.method == "POST" and form.is_valid() and _is_raised(request, form):
        return redirect("event_risk:alerts")
    context = {"heading": _("Raise an alert"), "label": _("Raise an alert"), "form": form}
    return render(request, "event_risk/raise_alert.html", context, status=422 if form.errors else 200)


@require_POST
@needs("raise_country_alert")
def end_alert(request: HttpRequest, number: int) -> HttpResponseBase:
    alert = get_object_or_404(CountryAlert, pk=number)
    try:
        staleness.end_alert(alert, by=asker(request))
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("event_risk:alerts")


def _is_raised(request: HttpRequest, form: forms.Form) -> bool:
    try:
        staleness.raise_alert(**form.cleaned_data, by=asker(request))
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Raised. What was accepted for this country no longer holds."))
    return True


def _countries() -> list[tuple[str, str]]:
    codes = Country.objects.filter(gone_on=None).values_list("code", flat=True)
    return sorted(((code, cldr.country_name(code)) for code in codes), key=lambda pair: pair[1])
