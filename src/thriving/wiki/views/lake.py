"""The lake, for evaluators: what it holds, and how dumps get into it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thriving.history.failures import HistoryError
from thriving.kernel import schedule
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.doors import needs, typed
from thriving.wiki import actions, installation
from thriving.wiki.actions import RunRefused
from thriving.wiki.forms import RunForm
from thriving.wiki.models import Measurement, Run
from thriving.wiki.tasks import read_run

_RULE = "fill_lake"
_ON_A_PAGE = 50


@needs(_RULE)
def lake(request: HttpRequest) -> HttpResponseBase:
    """What the lake holds, what has been read, and the form that begins another run."""
    form = RunForm(typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid() and (run := _begun(request, form)):
        return redirect(f"{reverse('wiki:run', args=[run.pk])}?watch=1")
    held, tables, broken = _held()
    context = {
        "form": form,
        "held": held,
        "open_to_all": installation.open_to_all([each.wiki for each in held]),
        "tables": tables,
        "broken": broken,
        "page": Paginator(Run.objects.all(), _ON_A_PAGE).get_page(request.GET.get("page")),
        "measured": Measurement.objects.first(),
    }
    return render(request, "wiki/lake.html", context, status=422 if form.errors else 200)


def _held() -> tuple[list[installation.Held], list[tuple[str, Any]], str]:
    """Or why nobody can tell."""
    try:
        return installation.held(), installation.tables(), ""
    except HistoryError as broken:
        return [], [], str(broken)


def _begun(request: HttpRequest, form: RunForm) -> Run | None:
    said = form.cleaned_data
    try:
        run = _begin(said, by=request.user)
    except RunRefused as refused:
        form.add_error("file" if said["file"] else None, str(refused))
        return None
    read_run.enqueue(run.pk)
    return run


def _begin(said: dict[str, Any], *, by: Any) -> Run:
    if said["file"]:
        return actions.begin_with_uploads([said["file"]], snapshot=said["snapshot"], by=by)
    return actions.begin_with_dumps(said["dumps"], snapshot=said["snapshot"], by=by)


@needs(_RULE)
def run(request: HttpRequest, pk: int) -> HttpResponseBase:
    """How far a run is, and the buttons to stop it and let it go on."""
    found = get_object_or_404(Run, pk=pk)
    if request.method == "POST":
        return _decide(request, found)
    context = {
        "run": found,
        "percent": round(found.share * 100),
        # Only when asked for: a page that moves by itself throws out whoever reads it aloud.
        "watching": request.GET.get("watch") == "1" and found.is_under_way,
        "late": schedule.late(),
        "measured": Measurement.objects.filter(measured_at__gte=found.moved_at).exists(),
    }
    return render(request, "wiki/run.html", context)


def _decide(request: HttpRequest, run: Run) -> HttpResponse:
    try:
        messages.success(request, _decided(run, request))
    except (MoveRefused, RunRefused) as refused:
        messages.error(request, str(refused))
    return redirect("wiki:run", run.pk)


def _decided(run: Run, request: HttpRequest) -> str:
    match request.POST.get("move"):
        case "stop":
            actions.stop(run, by=request.user)
            return _("Reading stops. What is read of whole files is kept.")
        case "discard":
            actions.discard(run, by=request.user)
            return _("The run is discarded. The lake is as it was.")
        case _:
            actions.resume(run, by=request.user)
            read_run.enqueue(run.pk)
            return _("Reading goes on.")


@needs(_RULE)
@require_GET
def rejects(_request: HttpRequest, key: str) -> HttpResponseBase:
    """The rows of a file that could not be read, each with its line and reason."""
    path = installation.rejects(key)
    if path is None:
        raise Http404
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=f"rejects-{key}.tsv")
    answer["Content-Type"] = "text/tab-separated-values; charset=utf-8"
    answer["Cache-Control"] = "private, no-store"
    return answer
