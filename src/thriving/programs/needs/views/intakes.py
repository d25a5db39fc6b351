"""Typed sheets as a table: looked at row by row, taken in whole, undone whole."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Count, Q, When
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thriving.kernel import tables as files
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.tables import Unreadable
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in
from thriving.movement.models import Person
from thriving.programs.needs import actions
from thriving.programs.needs.asked import asked_now, sheet_name
from thriving.programs.needs.forms import TableForm
from thriving.programs.needs.intakes.columns import FORM, OURS
from thriving.programs.needs.models import Intake, IntakeRow, Round
from thriving.programs.needs.queries.assessments import to_assess
from thriving.programs.needs.states import INTAKE, OPEN
from thriving.ui import cldr

ON_A_PAGE = 50
MOST_BEFORE = 50
_FAULTY_FIRST = Case(When(effect=IntakeRow.Effect.FAULTY, then=0), default=1)


@signed_in
@never_cache
def tables(request: HttpRequest, key: str) -> HttpResponseBase:
    one = to_assess(request.user, key)
    sent = request.method == "POST"
    form = TableForm(request.POST, request.FILES) if sent else TableForm()
    amiss: list[Any] = []
    if sent and form.is_valid():
        brought = _brought(one, form, cast("Person", request.user))
        if isinstance(brought, Intake):
            return redirect("needs:table", key, brought.pk)
        amiss = brought
    version = asked_now(one)
    context = {
        "round": one,
        "form": form,
        "amiss": amiss,
        "version": version,
        "form_name": sheet_name(one, version) if version else "",
        "columns": OURS,
        "takes_answers": one.state == OPEN,
        "before": one.intakes.all()[:MOST_BEFORE],
        "sample": one.sample,
    }
    return render(request, "needs/tables.html", context, status=422 if form.errors or amiss else 200)


@signed_in
@never_cache
def table(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    one = to_assess(request.user, key)
    intake = get_object_or_404(one.intakes.all(), pk=pk)
    intake.round = one
    if request.method == "POST":
        return _decide(request, intake)
    context = {
        "round": one,
        "intake": intake,
        "moves": INTAKE.open_to(intake),
        "sample": one.sample,
        **_preview(intake, request.GET.get("effect", ""), request.GET.get("page")),
    }
    return render(request, "needs/table.html", context)


@require_safe
@signed_in
def template(request: HttpRequest, key: str) -> HttpResponseBase:
    """An empty table whose heads are right, with the form's name in its first row."""
    one = to_assess(request.user, key)
    version = asked_now(one)
    questions = [each.key for each in version.asked] if version else []
    header = [*OURS, *questions]
    first = [sheet_name(one, version) if name == FORM and version else "" for name in header]
    response = StreamingHttpResponse(
        files.csv_lines(header, [first]), content_type="text/csv; charset=utf-8; header=present"
    )
    response["Content-Disposition"] = f'attachment; filename="{one.key}.csv"'
    return response


def _brought(one: Round, form: TableForm, by: Person) -> Any:
    """The table to look at; or what is amiss with all of it; the form has the sentence otherwise."""
    file = form.cleaned_data["file"]
    try:
        found = actions.bring(one, file, title=file.name or "", by=by)
    except (Refused, Unreadable) as refused:
        form.add_error("file", str(refused))
        return []
    return found if isinstance(found, Intake) else found.amiss


def _decide(request: HttpRequest, intake: Intake) -> HttpResponse:
    by = cast("Person", request.user)
    try:
        _do(request, intake, by)
    except (Refused, MoveRefused) as refused:
        messages.error(request, str(refused))
    return redirect("needs:table", intake.round.key, intake.pk)


def _do(request: HttpRequest, intake: Intake, by: Person) -> None:
    wanted = request.POST.get("move", "")
    if wanted == "take_in":
        actions.take_in(intake, by=by)
        messages.success(request, _("Taken in."))
    elif wanted == "undo":
        staying = actions.undo(intake, by=by)
        messages.success(request, _("Undone."))
        if staying:
            messages.warning(request, _staying(staying))
    elif wanted == "discard":
        actions.discard(intake, by=by)
        messages.success(request, _("Dropped."))


def _staying(count: int) -> str:
    sentence = ngettext(
        "%(count)s sheet was changed since, and stays as it is.",
        "%(count)s sheets were changed since, and stay as they are.",
        count,
    )
    return sentence % {"count": cldr.number(count)}


def _preview(intake: Intake, effect: str, number: str | None) -> dict[str, Any]:
    """Rows as they were read, each with what becomes of it; those with errors first."""
    counts = intake.lines.aggregate(
        **{each.value: Count("pk", filter=Q(effect=each)) for each in IntakeRow.Effect}
    )
    wanted = effect if effect in counts else ""
    rows = intake.lines.filter(effect=wanted) if wanted else intake.lines.order_by(_FAULTY_FIRST, "row")
    page = Paginator[IntakeRow](rows, ON_A_PAGE).get_page(number)
    words = dict(IntakeRow.Effect.choices)
    return {
        "effects": [(key, words[key], count, key == wanted) for key, count in counts.items() if count],
        "effect": wanted,
        "page": page,
    }
