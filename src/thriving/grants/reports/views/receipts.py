"""Receipts of a report: brought, opened, taken away."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.grants.funds.views.asking import ask, person
from thriving.grants.reports import actions
from thriving.grants.reports.forms import ReceiptForm
from thriving.grants.reports.models import Receipt, Report
from thriving.grants.reports.queries import reports_for
from thriving.grants.reports.views.asking import crumbs_of, found, page_of
from thriving.kernel import access, files
from thriving.kernel.models import StoredFile
from thriving.movement.doors import signed_in, typed


@signed_in
def new_receipt(request: HttpRequest, key: str) -> HttpResponseBase:
    report = found(request, key)
    access.require(request.user, "write_report", report)
    form = ReceiptForm(report, typed(request), request.FILES or None)
    return ask(
        request,
        form,
        lambda: actions.bring_receipt(report, form.paid(), by=person(request)),
        title=_("Bring a receipt"),
        label=_("Bring it"),
        crumbs=crumbs_of(report),
        to=page_of(report),
    )


@require_safe
@signed_in
def receipt(request: HttpRequest, key: str, receipt: str) -> HttpResponseBase:
    """The file, if it still is what was brought."""
    one = _one(request, key, receipt)
    kept = get_object_or_404(StoredFile, pk=one.file)
    if not files.is_still(one.file, one.sha256):
        raise Http404(_("This is no longer the document that was kept: it is not handed out."))
    return files.response(kept)


@signed_in
def take_away(request: HttpRequest, key: str, receipt: str) -> HttpResponseBase:
    one = _one(request, key, receipt)
    report: Report = one.spending.report
    access.require(request.user, "write_report", report)
    form = forms.Form(typed(request))
    return ask(
        request,
        form,
        lambda: actions.take_receipt_away(one, by=person(request)),
        title=_("Take the receipt away"),
        label=_("Take it away"),
        words=one.words,
        crumbs=crumbs_of(report),
        to=page_of(report),
    )


def _one(request: HttpRequest, key: str, receipt: str) -> Receipt:
    open_ = access.within(request.user, "open_receipt", reports_for(request.user).filter(key=key))
    found_ = Receipt.objects.filter(spending__report__in=open_.values("pk"))
    return get_object_or_404(found_.select_related("spending__report__agreement__proposal"), key=receipt)
