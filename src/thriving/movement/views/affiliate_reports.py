"""The reports of one affiliate: which are owed, and handing one in."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.kernel import access, clock, files
from thriving.kernel.files import FileRefused
from thriving.kernel.models import StoredFile
from thriving.movement import actions
from thriving.movement.actions.reports import hand_in, owe
from thriving.movement.doors import signed_in, typed
from thriving.movement.forms.recognition import HandInForm, OweForm, ReceiveForm
from thriving.movement.models import Affiliate, AffiliateReport, Person
from thriving.movement.queries import groups
from thriving.movement.queries.reports import reports_to_hand_in


@signed_in
def affiliate_reports(request: HttpRequest, key: str) -> HttpResponseBase:
    """What the affiliate owes and has handed in; those who judge can ask for one more."""
    found = get_object_or_404(groups.recognitions_for(request.user), key=key)
    judges = _judges(request, found)
    form = OweForm(typed(request)) if judges else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid() and _owed(request, found, form):
            return redirect("movement:affiliate_reports", key)
    today = clock.today()
    context = {
        "affiliate": found,
        "reports": [(each, each.days_late(today)) for each in found.reports.all()],
        "form": form,
        "sample": found.sample,
    }
    status = 422 if form and form.errors else 200
    return render(request, "movement/affiliates/reports.html", context, status=status)


@signed_in
def affiliate_report(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    found = _report(request, key, pk)
    kind = ReceiveForm if _judges(request, found.affiliate) else HandInForm
    form = kind(typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid() and _handed_in(request, found, form):
        messages.success(request, _("Handed in. Thank you."))
        return redirect("movement:affiliate_reports", key)
    context = {
        "affiliate": found.affiliate,
        "report": found,
        "late": found.days_late(clock.today()),
        "form": form,
        "sample": found.affiliate.sample,
    }
    return render(request, "movement/affiliates/report.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def affiliate_report_file(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    """The file that was handed in, for the affiliate and for those who judge."""
    return files.response(get_object_or_404(StoredFile, pk=_report(request, key, pk).file))


def _judges(request: HttpRequest, affiliate: Affiliate) -> bool:
    """Whoever judges affiliates has no say on when their own group's reports came, or which it owes."""
    return access.may(request.user, "judge_affiliate", affiliate)


def _report(request: HttpRequest, key: str, pk: int) -> AffiliateReport:
    """Under its own affiliate's address alone, and only if the reader may hand it in."""
    return get_object_or_404(reports_to_hand_in(request.user), pk=pk, affiliate__key=key)


def _handed_in(request: HttpRequest, found: AffiliateReport, form: HandInForm) -> bool:
    try:
        hand_in(found, by=cast("Person", request.user), **form.cleaned_data)
    except FileRefused as refused:
        form.add_error("file", str(refused))
    except actions.Refused as refused:
        form.add_error(None, str(refused))
    return not form.errors


def _owed(request: HttpRequest, found: Affiliate, form: OweForm) -> bool:
    said: dict[str, Any] = form.cleaned_data
    try:
        owe(found, said.pop("what"), **said, by=cast("Person", request.user))
    except actions.Refused as refused:
        form.add_error(None, str(refused))
    return not form.errors
