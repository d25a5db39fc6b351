"""On pages of lower packages: the coming events of an initiative, and the reports that name a pattern."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thriving.programs.events.models import Report
from thriving.programs.events.queries.event import Wanted, events_for, matching
from thriving.programs.events.states.event import REPORTED
from thriving.programs.initiatives import slots
from thriving.programs.initiatives.models import Initiative
from thriving.programs.patterns.links import Link, linkers

FEW = 5


def events_of(request: HttpRequest, initiative: Initiative) -> str:
    """A few of them, and the way to all; nothing where there are none."""
    found = list(matching(request.user, Wanted(initiative=initiative.key))[:FEW])
    context = {"events": found, "initiative": initiative}
    return render_to_string("events/_of_initiative.html", context, request) if found else ""


slots.fillers.add("events", events_of)


def reports_on(reader: Any, pattern: str) -> list[Link]:
    """Reports that lead to a learning pattern, of events that lists may show to the reader."""
    named = Report.objects.filter(handed_in_at__isnull=False, patterns__icontains=pattern)
    found = named.filter(event__in=events_for(reader).values("pk"), event__state=REPORTED)
    return [
        Link(_("Report"), each.event.title, reverse("events:report", args=[each.event.key]))
        for each in found.select_related("event").order_by("-event__starts_at")
        if pattern in each.patterns
    ]


linkers.add("events", reports_on)
