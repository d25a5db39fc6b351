"""On the page of an initiative: its events that are to come."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from thriving.programs.events.queries.event import Wanted, matching
from thriving.programs.initiatives import slots
from thriving.programs.initiatives.models import Initiative

FEW = 5


def events_of(request: HttpRequest, initiative: Initiative) -> str:
    """A few of them, and the way to all; nothing where there are none."""
    found = list(matching(request.user, Wanted(initiative=initiative.key))[:FEW])
    context = {"events": found, "initiative": initiative}
    return render_to_string("events/_of_initiative.html", context, request) if found else ""


slots.fillers.add("events", events_of)
