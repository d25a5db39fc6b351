"""Who one is, in the header of every page."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from thriving.movement.accounts import second_step
from thriving.movement.doors import ASKED


def account(request: HttpRequest) -> str:
    if request.META.get(ASKED):  # a second way in would leave behind what was typed
        return ""
    waiting = second_step.held_back(request)
    person = waiting or getattr(request, "user", None)  # a request that failed early has none
    context = {"person": person, "waiting": waiting, "next": request.get_full_path()}
    return render_to_string("movement/_account.html", context)
