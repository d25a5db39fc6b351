"""The report of an event: for everybody once it is handed in, and for its organizers to write."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.forms.report import ReportForm
from thriving.programs.events.models import Event, Report
from thriving.programs.events.queries.event import events_at, run_by
from thriving.programs.events.queries.report import reported
from thriving.programs.events.queries.stated import stated_of
from thriving.programs.events.states.event import OVER, REPORTED
from thriving.programs.patterns.queries import published, titles
from thriving.ui.content import reading


@require_safe
def report(request: HttpRequest, key: str) -> HttpResponse:
    """The same figures whoever reads it: those who run the event see theirs where they write."""
    event = get_object_or_404(events_at(request.user).filter(state=REPORTED), key=key)
    told = _told(event, inside=False)
    found = told["report"]
    context = {
        **told,
        "reading": reading(request, event.title, *((found.words, found.learned) if found else ())),
        "may_run": access.may(request.user, "run_event", event),
    }
    return render(request, "events/report.html", context)


@signed_in
def write(request: HttpRequest, key: str) -> HttpResponseBase:
    event = get_object_or_404(run_by(request.user), key=key)
    found = Report.objects.filter(event=event).first()
    offered = {each.key: each.title for each in published(request.user)}
    form = ReportForm(found, offered, typed(request))
    if request.method == "POST" and form.is_valid() and _keep(request, event, form):
        handed_in = "hand_in" in request.POST
        return redirect("events:report" if handed_in else "events:write_report", key)
    may_see = access.may(request.user, "see_registrations", event)
    context = {
        **_told(event, inside=may_see),
        "form": form,
        "over": event.standing in OVER,
        "may_see_registrations": may_see,
    }
    return render(request, "events/write_report.html", context, status=422 if form.errors else 200)


def _keep(request: HttpRequest, event: Event, form: ReportForm) -> bool:
    by = cast("Person", request.user)
    try:
        actions.write_report(event, form.told(), by=by)
        if "hand_in" in request.POST:
            actions.hand_in(event, by=by)
    except (Refused, MoveRefused) as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Handed in.") if "hand_in" in request.POST else _("Saved."))
    return True


def _told(event: Event, *, inside: bool) -> dict[str, Any]:
    found = Report.objects.filter(event=event).first()
    patterns = titles(found.patterns) if found else {}
    return {
        "event": event,
        "report": found,
        "reported": reported(event, inside=inside),
        "stated": stated_of(event, inside=inside),
        "patterns": patterns.items(),
        "sample": event.sample,
    }
