from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

# Without a token the pages that carry this form need no cookie and stay alike for every reader.
# The worst that a forged choice can do is show the pages in another language.
choose_language = csrf_exempt(require_POST(set_language))


def design(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/design.html")
