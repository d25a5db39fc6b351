"""The list of reports, one of them, and the page on which it is written."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.grants.agreements.queries import agreements_for
from thriving.grants.funds.views.asking import REFUSALS, ask, person
from thriving.grants.reports import actions, queries
from thriving.grants.reports.actions.writing import lines_of, measures_of, missing_in, name_of
from thriving.grants.reports.forms import ListForm, ScheduleForm, Whole
from thriving.grants.reports.from_records import Recorded, recorded
from thriving.grants.reports.models import Kind, Report, ReportState
from thriving.grants.reports.queries import reports_for
from thriving.grants.reports.states import WRITTEN_IN
from thriving.grants.reports.views.asking import crumbs_of, found, page_of
from thriving.grants.reports.views.steps import steps_for
from thriving.kernel import access, clock
from thriving.kernel.money import Money, total
from thriving.movement.doors import signed_in, typed
from thriving.ui.pages import Pages
from thriving.ui.twins import Column, Parameter, Records

ON_A_PAGE, IN_A_TWIN = 50, 500
REPORTS = Records(
    "grant-reports",
    gettext_lazy("Reports of grants"),
    gettext_lazy("What came of grants, and which reports are still to come."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("grant", "string", gettext_lazy("Grant"), gettext_lazy("By the key of its proposal.")),
        Column("kind", "string", gettext_lazy("Which report"), ", ".join(Kind)),
        Column("covers_from", "date", gettext_lazy("From"), gettext_lazy("The first day that it covers.")),
        Column("covers_until", "date", gettext_lazy("Until"), gettext_lazy("The last day that it covers.")),
        Column("due_on", "date", gettext_lazy("Due on"), gettext_lazy("The day by which it is wanted.")),
        Column("state", "string", gettext_lazy("State"), ", ".join(ReportState)),
        Column(
            "overdue", "boolean", gettext_lazy("Overdue"), gettext_lazy("Awaited, and its day has passed.")
        ),
    ),
    parameters=(
        Parameter("state", "string", gettext_lazy("State"), ", ".join(ReportState)),
        Parameter(
            "overdue",
            "boolean",
            gettext_lazy("Only overdue ones"),
            gettext_lazy("Whether to leave out all others."),
        ),
        Parameter("page", "integer", gettext_lazy("Page"), gettext_lazy("Which part of the list.")),
    ),
)


@require_safe
def reports(request: HttpRequest, form: Any) -> HttpResponse:
    asked, today = REPORTS.asked(request), clock.today()
    listed = reports_for(request.user)
    if asked["state"]:
        listed = listed.filter(state=asked["state"])
    if asked["overdue"]:
        listed = listed.filter(queries.overdue(today))
    page = Pages(listed, ON_A_PAGE if form == "html" else IN_A_TWIN).get_page(asked["page"] or 1)
    return REPORTS.respond(
        request,
        [_row(each) for each in page],
        form=form,
        template="grant_reports/reports.html",
        context={
            "page": page,
            "filters_form": ListForm(asked) if form == "html" else None,
            "listed": [(each, each.is_overdue(today)) for each in page],
        },
        sample=any(each.sample for each in page),
    )


def _row(report: Report) -> dict[str, Any]:
    names = ("key", "kind", "covers_from", "covers_until", "due_on", "state")
    told = {name: getattr(report, name) for name in names}
    overdue = report.is_overdue(clock.today())
    return {**told, "grant": report.agreement.proposal.key, "overdue": overdue}


@require_safe
def report(request: HttpRequest, key: str) -> HttpResponse:
    one = found(request, key)
    inside = access.may(request.user, "open_receipt", one)
    writes = access.may(request.user, "write_report", one)
    context = {
        "report": one,
        "agreement": one.agreement,
        "proposal": one.agreement.proposal,
        "overdue": one.is_overdue(clock.today()),
        "inside": inside,
        "writes": writes,
        "missing": list(missing_in(one)) if writes else [],
        "results": _results(one),
        "core": one.agreement.proposal.round.core_measures,
        "spendings": _spendings(one, inside=inside),
        "spent": queries.spent(one),
        "planned": _planned(one),
        "waiver": one.waivers.filter(agreed=None).first()
        if access.may(request.user, "run_report", one)
        else None,
        "steps": steps_for(request.user, one),
    }
    return render(request, "grant_reports/report.html", context)


def _results(one: Report) -> list[tuple[str, Any, Any, Recorded]]:
    """Of each measure: its name, the target, what was written, what the records say."""
    measures = measures_of(one)
    written = {each.measure_id: each for each in one.results.all()}
    live = (
        recorded(one.agreement, measures, one.covers_from, one.covers_until)
        if one.state in WRITTEN_IN
        else {}
    )
    return [
        (name_of(each), each, written.get(each.pk), live.get(each.pk) or _kept(written.get(each.pk)))
        for each in measures
    ]


def _kept(result: Any) -> Recorded:
    return Recorded(result.recorded, result.fewer_than) if result else Recorded()


def _spendings(one: Report, *, inside: bool) -> list[tuple[Any, Any, list[Any]]]:
    """Of each line that the grant pays: what was spent on it, and receipts for those who may open them."""
    found_ = one.spendings.select_related("line", "report__agreement").prefetch_related("receipts")
    by_line = {each.line_id: each for each in found_}
    return [
        (
            line,
            by_line.get(line.pk),
            list(by_line[line.pk].receipts.all()) if inside and line.pk in by_line else [],
        )
        for line in lines_of(one)
    ]


def _planned(one: Report) -> Money:
    currency = one.agreement.currency
    return total((Money(each.amount, currency) for each in lines_of(one)), currency)


@signed_in
def write(request: HttpRequest, key: str) -> HttpResponseBase:
    one = found(request, key)
    access.require(request.user, "write_report", one)
    live = recorded(one.agreement, measures_of(one), one.covers_from, one.covers_until)
    whole = Whole(one, live, typed(request))
    if request.method == "POST" and whole.is_valid() and _kept_writing(request, one, whole):
        messages.success(request, _("What you wrote is kept. Hand it in when it is complete."))
        return redirect(page_of(one))
    status = 422 if any(form.errors for form in whole.all) else 200
    context = {
        "report": one,
        "whole": whole,
        "measures": [
            (each, name, form, live.get(each.pk, Recorded())) for each, name, form in whole.measures
        ],
        "core": one.agreement.proposal.round.core_measures,
        "heading": _("Write the report"),
        "crumbs": crumbs_of(one),
    }
    return render(request, "grant_reports/write.html", context, status=status)


def _kept_writing(request: HttpRequest, one: Report, whole: Whole) -> bool:
    try:
        revision = whole.texts.cleaned_data["revision"]
        actions.write(one, whole.written(), revision=revision, by=person(request))
    except REFUSALS as refused:
        whole.texts.add_error(None, str(refused))
        return False
    return True


@signed_in
def schedule(request: HttpRequest, key: str) -> HttpResponseBase:
    agreement = get_object_or_404(agreements_for(request.user), key=key)
    access.require(request.user, "run_agreement", agreement)
    form = ScheduleForm(agreement, typed(request))
    return ask(
        request,
        form,
        lambda: actions.schedule(agreement, form.planned(), by=person(request)),
        title=_("Ask for a report"),
        label=_("Ask for it"),
        crumbs=[(str(agreement.proposal), reverse("agreements:agreement", args=[key]))],
        to=reverse("agreements:agreement", args=[key]),
    )
