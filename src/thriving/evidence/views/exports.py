from __future__ import annotations

import tempfile
from typing import Any

from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thriving.evidence import exports, samples
from thriving.evidence.forms import ExportForm
from thriving.kernel import access, tables
from thriving.movement.doors import fresh

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """A form to choose records by, or, once chosen, the records that one may open as a file."""
    form = ExportForm(request.GET or None)
    if not form.is_valid():
        context = {"form": form, "sample": samples.any_here()}
        return render(request, "evidence/export.html", context, status=400 if form.errors else 200)
    sees_people = access.holds(request.user, "see_live_people")
    send = fresh(_file) if sees_people else _file
    return send(request, form.cleaned_data)


def _file(request: HttpRequest, said: dict[str, Any]) -> HttpResponseBase:
    facts = exports.open_records(request.user, kind=said["kind"], on=said["on"], known_on=said["known"])
    columns = exports.header(said["kind"], sample=exports.has_sample(facts))
    respond = _xlsx if said["file"] == "xlsx" else _csv
    return respond(columns, exports.lines(facts, columns), said["kind"].replace(".", "-") or "records")


def _csv(columns: list[str], lines: Any, name: str) -> HttpResponseBase:
    response = StreamingHttpResponse(tables.csv_lines(columns, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _xlsx(columns: list[str], lines: Any, name: str) -> HttpResponseBase:
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it once it is sent
    tables.write_xlsx(file, columns, lines, "records")
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=_XLSX)
