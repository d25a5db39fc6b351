"""The page of an event's risks: for its organizers, those in its register, and those who review."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thriving.movement.doors import signed_in
from thriving.safety.event_risk.views import parts
from thriving.safety.event_risk.views.acting import event_at


@never_cache
@require_safe
@signed_in
def event(request: HttpRequest, key: str) -> HttpResponseBase:
    found = event_at(request, key)
    context = {
        "event": found,
        "heading": _("Risks"),
        "parts": parts.filled(request, found),
        "sample": found.sample,
    }
    return render(request, "event_risk/event.html", context)
