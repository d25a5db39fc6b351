"""The page of one event."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from thriving.programs.events.queries.event import events_at
from thriving.programs.events.queries.places import where


@require_safe
def event(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(events_at(request.user).prefetch_related("marks", "sessions"), key=key)
    context: dict[str, Any] = {
        "event": found,
        "where": where(found, request.user, registered=False),
        "sample": found.sample,
    }
    return render(request, "events/event.html", context)
