"""The day of the event: the page that is printed, and the log of what happened."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thriving.kernel import outbox
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions import incidents as logging
from thriving.safety.event_risk.actions import packs
from thriving.safety.event_risk.forms.readiness import IncidentForm
from thriving.safety.event_risk.steps import STEPS
from thriving.safety.event_risk.views.acting import act, event_at

_PACK, _LOG = "make_risk_pack", "record_incident"


@never_cache
@require_safe
@signed_in
def day(request: HttpRequest, key: str) -> HttpResponseBase:
    return _day(request, event_at(request, key, _PACK))


def _day(request: HttpRequest, event: Event, address: str = "") -> HttpResponse:
    context = {
        "event": event,
        "heading": _("The day"),
        "packs": packs.working(event),
        "incidents": event.risk_incidents.all(),
        "address": address,
        "can_make": packs.can_be_made(event),
    }
    response = render(request, "event_risk/day.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response


@never_cache
@signed_in
def make(request: HttpRequest, key: str) -> HttpResponseBase:
    """The link is shown once, on the answer to the form itself: nothing keeps it."""
    event, by = event_at(request, key, _PACK), cast("Person", request.user)
    made: list[str] = []

    def take(_said: dict[str, Any]) -> None:
        _pack, secret = packs.make(event, by=by)
        made.append(outbox.address_of("event_risk:pack", secret))

    response = act(
        request,
        event,
        forms.Form(typed(request)),
        take,
        heading=_("Make the page for the day"),
        words=_("Whoever has its link reads it without signing in, until it is over or you close it."),
        to="event_risk:day",
    )
    return _day(request, event, made[0]) if made else response


@never_cache
@signed_in
def close(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    event, by = event_at(request, key, _PACK), cast("Person", request.user)
    pack = get_object_or_404(packs.working(event), pk=number)
    return act(
        request,
        event,
        forms.Form(typed(request)),
        lambda _said: packs.close(pack, by=by),
        heading=_("Close the link"),
        to="event_risk:day",
    )


@never_cache
@require_safe
def pack(request: HttpRequest, secret: str) -> HttpResponse:
    """What one needs on the day, and no more: no participant, no organizer, no risk."""
    found = packs.open_with(secret)
    if found is None:
        raise Http404
    event = found.event
    context = {
        "event": event,
        "contacts": event.risk_contacts.all(),
        "steps": STEPS,
        "is_of_one_day": event.local_start.date() == event.local_end.date(),
        "expires_at": found.expires_at.astimezone(event.zone),
    }
    response = render(request, "event_risk/pack.html", context)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@signed_in
def record(request: HttpRequest, key: str) -> HttpResponseBase:
    event, by = event_at(request, key, _LOG), cast("Person", request.user)
    return act(
        request,
        event,
        IncidentForm(event, typed(request)),
        lambda said: logging.record(event, said["told"], by=by),
        heading=_("Write down what happened"),
        words=_("Somebody in danger? Call for help first. What is serious makes the assessment stale."),
        to="event_risk:day",
    )
