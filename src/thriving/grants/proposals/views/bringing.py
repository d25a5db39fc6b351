"""Spreadsheets of grants: brought to a round, looked at row by row, taken in whole, undone whole."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thriving.grants.funds import queries as funds
from thriving.grants.funds.models import Round
from thriving.grants.funds.views.asking import REFUSALS, Crumbs, person
from thriving.grants.funds.views.rounds import crumbs_of
from thriving.grants.proposals.actions import bringing
from thriving.grants.proposals.forms.bringing import ColumnsForm, TableForm
from thriving.grants.proposals.intakes import OURS
from thriving.grants.proposals.models import Intake, IntakeRow
from thriving.grants.proposals.states import BROUGHT, CHECKED, INTAKE
from thriving.movement.doors import needs

ON_A_PAGE, MOST_BEFORE = 50, 50
DECISIONS: dict[str, Callable[..., object]] = {
    "take_in": bringing.take_in,
    "undo": bringing.undo,
    "discard": bringing.discard,
}


@needs("bring_grants")
def tables(request: HttpRequest, key: str) -> HttpResponseBase:
    one = _round(request, key)
    sent = request.method == "POST"
    form = TableForm(request.POST, request.FILES) if sent else TableForm()
    if sent and form.is_valid():
        try:
            made = bringing.bring(
                one, form.cleaned_data["file"], title=form.cleaned_data["file"].name, by=person(request)
            )
        except REFUSALS as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("proposals:table", key, made.pk)
    context = {
        "round": one,
        "form": form,
        "before": one.intakes.all()[:MOST_BEFORE],
        "crumbs": crumbs_of(one),
    }
    return render(request, "proposals/tables.html", context, status=422 if form.errors else 200)


@needs("bring_grants")
def table(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    one = _round(request, key)
    intake = get_object_or_404(one.intakes.all(), pk=pk)
    intake.round = one
    if request.method == "POST" and request.POST.get("move") in DECISIONS:
        return _decide(request, intake, request.POST["move"])
    named = request.method == "POST" and intake.state in (BROUGHT, CHECKED)
    form = ColumnsForm(intake, request.POST if named else None)
    if named and form.is_valid() and _name(request, intake, form):
        return redirect("proposals:table", key, pk)
    return _page(request, intake, form)


def _name(request: HttpRequest, intake: Intake, form: ColumnsForm) -> bool:
    try:
        bringing.name_columns(intake, form.mapping(), by=person(request))
    except REFUSALS as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _page(request: HttpRequest, intake: Intake, form: ColumnsForm) -> HttpResponse:
    rows = (
        intake.lines.select_related("proposal").exclude(problems=[]) if intake.faults else intake.lines.all()
    )
    page = Paginator[IntakeRow](rows, ON_A_PAGE).get_page(request.GET.get("page"))
    open_ = intake.state in (BROUGHT, CHECKED)
    context = {
        "round": intake.round,
        "intake": intake,
        "form": form if open_ else None,
        "page": page,
        "listed": [(row, _told(row)) for row in page],
        "count": intake.lines.count(),
        "moves": [move for move in INTAKE.open_to(intake) if move.name in DECISIONS],
        "crumbs": _crumbs(intake),
    }
    return render(request, "proposals/table.html", context, status=422 if form.errors else 200)


def _told(row: IntakeRow) -> list[tuple[str, str]]:
    """What is wrong with it, each with the column as the page calls it."""
    return [(str(OURS.get(column, column)), sentence) for column, sentence in row.problems]


def _decide(request: HttpRequest, intake: Intake, wanted: str) -> HttpResponse:
    try:
        DECISIONS[wanted](intake, by=person(request))
    except REFUSALS as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Done."))
    return redirect("proposals:table", intake.round.key, intake.pk)


def _crumbs(intake: Intake) -> Crumbs:
    return [
        *crumbs_of(intake.round),
        (_("Grants from a spreadsheet"), reverse("proposals:tables", args=[intake.round.key])),
    ]


def _round(request: HttpRequest, key: str) -> Round:
    return get_object_or_404(funds.rounds_for(request.user), key=key)
