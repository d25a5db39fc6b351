from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thriving.evidence import package
from thriving.evidence.in_use import every_place


@require_safe
def data_package(request: HttpRequest) -> HttpResponse:
    """What the data package holds, and how to cite it."""
    collection, collections = _collections(request)
    with package.current(collection) as file:
        written = package.read(file)
    context = {
        "collection": collection,
        "collections": [each for each in collections if each != collection],
        "written": written,
        "sample": written.sample,
    }
    return render(request, "evidence/data_package.html", context)


@require_safe
def data_package_file(request: HttpRequest) -> HttpResponseBase:
    collection = _collections(request)[0]
    file = package.current(collection)
    name = f"{collection or 'thriving'}-{package.read(file).known_on}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


def _collections(request: HttpRequest) -> tuple[str, list[str]]:
    """The plan that the address asks for, and all that it could."""
    collections = sorted({place.collection for place in every_place()})
    collection = request.GET.get("plan", "")
    if collection and collection not in collections:
        raise Http404
    return collection, collections
