"""On pages of lower packages: events of an initiative or for a priority, and reports that name a pattern."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from thriving.plan import ways_in
from thriving.plan.models import Plan
from thriving.programs.events.models import Event, Report
from thriving.programs.events.queries.event import COMING, PAST, Wanted, events_for, matching
from thriving.programs.events.states.event import REPORTED
from thriving.programs.initiatives import slots
from thriving.programs.initiatives.models import Initiative
from thriving.programs.initiatives.parts import code
from thriving.programs.patterns.links import Link, linkers
from thriving.ui.content import asked, kept

FEW = 5


def events_of(request: HttpRequest, initiative: Initiative) -> str:
    """A few that come and a few that were held, and the way to all; nothing where there are none."""
    language = asked(request, initiative.title, initiative.text, initiative.how)
    coming, past = (
        [(each, _address(each, language)) for each in _of(request.user, initiative, when)]
        for when in (COMING, PAST)
    )
    context = {"coming": coming, "past": past, "initiative": initiative, "language": language}
    return render_to_string("events/_of_initiative.html", context, request) if coming or past else ""


def _of(reader: Any, initiative: Initiative, when: str) -> list[Event]:
    return list(matching(reader, Wanted(when=when, initiative=initiative.key))[:FEW])


def _address(event: Event, language: str) -> str:
    return kept(reverse("events:event", args=[event.key]), language, event.title, event.text)


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


def from_plan(plan: Plan, priority: str, objective: str) -> Iterator[tuple[str, str]]:
    if plan.state == "open" and not objective:
        serving = urlencode({"serves": code(plan.key, priority)})
        yield str(_("Events that serve this priority")), f"{reverse('events:events')}?{serving}"


ways_in.add("events", from_plan)
