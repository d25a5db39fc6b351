"""How a twin is served: read-only, and a refusal in JSON that says why."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from thriving.ui.twins.records import Records

View = Callable[..., HttpResponseBase]


class Twin:
    """A view of records in another form. The API's document finds these among the addresses."""

    def __init__(self, records: Records, view: View) -> None:
        self.records = records
        self.view = view

    def __call__(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        try:
            return self.view(request, **kwargs)
        except BadRequest as trouble:
            return _refusal(400, str(trouble))
        except PermissionDenied:
            return _refusal(403, _("You may not open these records."))
        except Http404:
            return _refusal(404, _("There is nothing at this address that you may open."))


def _refusal(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status, json_dumps_params={"ensure_ascii": False})
