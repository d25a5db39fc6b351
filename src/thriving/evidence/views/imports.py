from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from thriving.evidence import imports
from thriving.evidence.forms import RowsForm, UndoForm, UploadForm
from thriving.evidence.imports.reading import is_silent
from thriving.evidence.imports.template import template_file
from thriving.evidence.kinds import kinds
from thriving.evidence.models import Batch, StagedRow
from thriving.evidence.statements import StatementRefused
from thriving.evidence.tasks import read_batch
from thriving.evidence.wording import in_unit
from thriving.kernel import schedule
from thriving.kernel.files import FileRefused
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.words import Words
from thriving.movement.doors import fresh, needs, typed
from thriving.ui.twins import Column, Parameter, Records

ROWS_ON_A_PAGE = 100
_RULE = "import_records"
_CHANGE_NUMBERS = frozenset({"apply", "undo"})

STAGED_ROWS = Records(
    "import-rows",
    gettext_lazy("Rows of a file"),
    gettext_lazy("What each row of an uploaded file would do, and what is wrong with it."),
    columns=(
        Column("row", "integer", gettext_lazy("Row"), gettext_lazy("As a spreadsheet numbers it.")),
        Column("effect", "string", gettext_lazy("Effect"), gettext_lazy("New, corrected, known, wrong.")),
        Column("kind", "string", gettext_lazy("Kind"), gettext_lazy("What kind of thing happened.")),
        Column("occurred_on", "date", gettext_lazy("Day"), gettext_lazy("When it happened.")),
        Column("source", "string", gettext_lazy("Source"), gettext_lazy("The record that it comes from.")),
        Column("faults", "list", gettext_lazy("Errors"), gettext_lazy("Column and sentence of each error.")),
    ),
    parameters=(
        Parameter("effect", "string", gettext_lazy("Effect"), gettext_lazy("Only rows with this effect.")),
    ),
)


@needs(_RULE)
def batches(request: HttpRequest) -> HttpResponseBase:
    """All imports, and the form that begins another."""
    form = UploadForm(typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid() and (batch := _received(request, form)):
        return redirect(f"{reverse('evidence:import', args=[batch.pk])}?watch=1")
    page = Paginator(Batch.objects.all(), 50).get_page(request.GET.get("page"))
    beside = imports.beside.values()
    context = {"form": form, "page": page, "kinds": imports.importable(), "beside": beside}
    return render(request, "evidence/imports.html", context, status=422 if form.errors else 200)


def _received(request: HttpRequest, form: UploadForm) -> Batch | None:
    said = form.cleaned_data
    try:
        batch = imports.receive(said["file"], by=request.user, issuer=said["issuer"], sources=said["sources"])
    except FileRefused as refused:
        form.add_error("file", str(refused))
        return None
    read_batch.enqueue(batch.pk)
    return batch


@needs(_RULE)
def batch(request: HttpRequest, pk: int) -> HttpResponseBase:
    """How far an import is; once it is checked, what it would change; and the buttons to decide on it."""
    found = get_object_or_404(Batch, pk=pk)
    if request.method == "POST":
        return _decide(request, found)
    context = {
        "batch": found,
        "counts": _counts(found),
        "numbers": [_number(each) for each in found.preview.get("numbers", ())],
        "faulty": found.staged.filter(effect=StagedRow.Effect.FAULTY)[:20],
        "silent": is_silent(found),
        # Only when asked for: a page that moves by itself throws out whoever reads it aloud.
        "watching": request.GET.get("watch") == "1" and found.state in ("waiting", "reading"),
        "late": schedule.late(),
        "undo_form": UndoForm(typed(request)),
        "sample": found.sample,
    }
    return render(request, "evidence/import.html", context)


def _counts(batch: Batch) -> list[tuple[str, int]]:
    rows = batch.preview.get("rows", {})
    return [(str(effect.label), rows.get(effect.value, 0)) for effect in StagedRow.Effect]


@needs(_RULE)
def rows(request: HttpRequest, pk: int, form: Any) -> HttpResponse:
    found = get_object_or_404(Batch, pk=pk)
    asked = STAGED_ROWS.asked(request)
    staged = found.staged.filter(effect=asked["effect"]) if asked["effect"] else found.staged.all()
    page = Paginator(staged, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    shown = page.object_list if form == "html" else staged
    return STAGED_ROWS.respond(
        request,
        [_row(each) for each in shown],
        form=form,
        template="evidence/import_rows.html",
        context={"batch": found, "page": page, "form": RowsForm(request.GET)},
        title=found.name,
        sample=found.sample,
    )


def _row(staged: StagedRow) -> dict[str, Any]:
    return {
        "row": staged.row,
        "effect": staged.get_effect_display(),
        "kind": staged.kind,
        "occurred_on": staged.occurred_on,
        "source": staged.source,
        "faults": [f"{column}: {sentence}" if column else sentence for column, sentence in staged.faults],
    }


def _number(told: dict[str, Any]) -> dict[str, Any]:
    """As it was kept when the rows were compared, in the reader's language."""
    before, after = (
        in_unit(None if told[when] is None else Decimal(told[when]), told["unit"], told["decimals"])
        for when in ("before", "after")
    )
    return {"title": Words(told["title"]), "address": told["address"], "before": before, "after": after}


def _decide(request: HttpRequest, batch: Batch) -> HttpResponseBase:
    """Stop, go on, take in, undo or discard: whichever button was pressed."""
    changes_numbers = request.POST.get("move") in _CHANGE_NUMBERS
    return fresh(_do)(request, batch) if changes_numbers else _do(request, batch)


def _do(request: HttpRequest, batch: Batch) -> HttpResponse:
    try:
        messages.success(request, _decided(batch, request))
    except MoveRefused as refused:
        messages.error(request, str(refused))
    except StatementRefused as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("evidence:import", batch.pk)


def _decided(batch: Batch, request: HttpRequest) -> str:
    match request.POST.get("move"):
        case "apply":
            return _applied(imports.apply(batch, by=request.user))
        case "undo":
            imports.undo(batch, by=request.user, why=request.POST.get("why", ""))
            return _("The import is undone as a whole.")
        case "stop":
            imports.stop(batch, by=request.user)
            return _("The import stops after the rows in hand.")
        case "discard":
            imports.discard(batch, by=request.user)
            return _("The file is discarded. Nothing of it was taken in.")
        case _:
            imports.resume(batch)
            read_batch.enqueue(batch.pk)
            return _("Reading goes on.")


def _applied(batch: Batch) -> str:
    return _("Taken in: %(new)d new, %(corrected)d corrected, %(unchanged)d known already.") % {
        "new": batch.written,
        "corrected": batch.corrected,
        "unchanged": batch.unchanged,
    }


@needs(_RULE)
@require_GET
def import_template(request: HttpRequest) -> HttpResponse:
    """An empty file with the columns of one kind, or of all."""
    kind = request.GET.get("kind", "")
    response = HttpResponse(
        template_file(kinds.get(kind)),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    name = kind.replace(".", "-") if kind in kinds else "records"
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
