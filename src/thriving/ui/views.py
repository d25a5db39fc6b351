from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from thriving.ui.appearance import APPEARANCES
from thriving.ui.showcase import showcase

_A_YEAR = 365 * 24 * 60 * 60  # seconds


# Without a token, the pages that carry this form need no cookie. The worst that a forged choice can do
# is to show somebody the pages in another language, or in the dark.
@csrf_exempt
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep in which language, and in light or dark, a reader wants the pages; then lead back."""
    response: HttpResponse = set_language(request)
    wanted = request.POST.get("appearance", "")
    if wanted in APPEARANCES:
        response.set_cookie("appearance", wanted, max_age=_A_YEAR, samesite="Lax", secure=request.is_secure())
    elif wanted and "appearance" in request.COOKIES:
        response.delete_cookie("appearance")
    return response


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Every component and chart on one page."""
    return render(request, "ui/design.html", {"sample": True, **showcase(request.GET.get("page"))})
