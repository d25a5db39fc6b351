from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from thriving.ui.showcase import showcase

# Without a token, the pages that carry this form need no cookie. The worst that a forged choice can do
# is to show somebody the pages in another language.
choose_language = csrf_exempt(require_POST(set_language))


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Every component and chart on one page."""
    return render(request, "ui/design.html", {"sample": True, **showcase(request.GET.get("page"))})
