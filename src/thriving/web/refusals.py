"""Pages that say why there is no page: 400, 403, 404, 500 and 503."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _

from thriving.movement.doors import rescued


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    sentence = _("The address, or what was sent to it, cannot be read.")
    # Only a BadRequest carries words meant for a reader; other troubles may quote what was sent.
    return _refuse(request, 400, str(exception) if isinstance(exception, BadRequest) else sentence)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- its words name a rule, not a reason
    return _refuse(request, 403, _("This page is for people with another role."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- it lists our addresses
    return _refuse(request, 404, _("There is nothing at this address that you may open."))


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's word for its own log
    return rescued(request) or _refuse(
        request,
        403,
        _(
            "This form was open for too long, or your browser keeps no cookies. "
            "Go back: what you typed is still there. Then load the page again."
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs no database, no session and no reader: any of them may be what broke."""
    if _wants_data(request):
        return JsonResponse({"error": _("Something broke on our side.")}, status=500)
    return HttpResponse(loader.render_to_string("500.html"), status=500)


def busy(request: HttpRequest) -> HttpResponse:
    """As plain as `server_error`: the database would make its reader wait once more."""
    headers = {"Retry-After": "60"}
    if _wants_data(request):
        return JsonResponse(
            {"error": _("Very busy just now: try again in a minute.")}, status=503, headers=headers
        )
    return HttpResponse(loader.render_to_string("503.html"), status=503, headers=headers)


def _refuse(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    if _wants_data(request):
        answer = {"error": sentence}
        return JsonResponse(answer, status=status, json_dumps_params={"ensure_ascii": False})
    return render(request, f"{status}.html", {"sentence": sentence}, status=status)


def _wants_data(request: HttpRequest) -> bool:
    return request.path.endswith((".json", ".csv"))
