"""Who one is, in the header of every page."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from thriving.movement.doors import ASKED


def account(request: HttpRequest) -> str:
    if request.META.get(ASKED):  # a second way in would leave behind what was typed
        return ""
    person = getattr(request, "user", None)  # a request that failed early has none
    return render_to_string("movement/_account.html", {"person": person, "next": request.get_full_path()})
