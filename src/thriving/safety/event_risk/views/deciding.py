"""Waivers and holds: for those who may decide them. Nobody else learns that the pages are there."""

from __future__ import annotations

from typing import cast

from django import forms
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thriving.movement.asking import past
from thriving.movement.doors import fresh, signed_in, typed
from thriving.movement.models import Person
from thriving.movement.queries.accounts import keys_of
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions import holds as holding
from thriving.safety.event_risk.actions import waivers as waiving
from thriving.safety.event_risk.conditions import TITLES
from thriving.safety.event_risk.forms.readiness import HoldForm, WaiverForm
from thriving.safety.event_risk.models import Waiver
from thriving.safety.event_risk.queries import gate
from thriving.safety.event_risk.states.waivers import WAIVER
from thriving.safety.event_risk.views.acting import act, event_at
from thriving.ui import cldr

_WAIVE, _HOLD = "waive_event_risk", "hold_event_risk"
_TAKE = {"grant": waiving.grant, "decline": waiving.decline, "end": waiving.end}


@never_cache
@require_safe
@signed_in
def waivers(request: HttpRequest, key: str) -> HttpResponseBase:
    event, by = event_at(request, key, _WAIVE), cast("Person", request.user)
    mine = keys_of(by)
    context = {
        "event": event,
        "heading": _("Waivers"),
        "waivers": [
            {"waiver": each, "title": TITLES[each.condition], "steps": _steps(each, mine)}
            for each in event.risk_waivers.all()
        ],
        "may_ask": bool(gate.waivable(event)),
    }
    return render(request, "event_risk/waivers.html", context)


def _steps(waiver: Waiver, mine: frozenset[str]) -> list[tuple[str, object]]:
    """What somebody with these accounts can do with it now: who asked for it never decides it."""
    own = waiver.asked_by in mine
    return [
        (move.name, move.title) for move in WAIVER.open_from(waiver.state) if move.name == "end" or not own
    ]


@never_cache
@fresh
def ask(request: HttpRequest, key: str) -> HttpResponseBase:
    event, by = event_at(request, key, _WAIVE), cast("Person", request.user)
    if not gate.waivable(event):
        raise Http404
    return act(
        request,
        event,
        WaiverForm(event, typed(request)),
        lambda said: waiving.ask(event, **said, by=by),
        heading=_("Ask for a waiver"),
        words=_("A second person who may waive decides. It holds for the event as it is now."),
        to="event_risk:waivers",
    )


@never_cache
@fresh
def waiver(request: HttpRequest, key: str, waiver: str, step: str) -> HttpResponseBase:
    event, by = event_at(request, key, _WAIVE), cast("Person", request.user)
    one = get_object_or_404(event.risk_waivers.all(), key=waiver)
    titles = dict(_steps(one, keys_of(by)))
    if step not in titles:
        return _over(request, event, one, step)
    return act(
        request,
        event,
        forms.Form(typed(request)),
        lambda _said: _TAKE[step](one, by=by),
        heading=str(titles[step]),
        words=_asked(one),
        to="event_risk:waivers",
    )


def _over(request: HttpRequest, event: Event, waiver: Waiver, step: str) -> HttpResponseBase:
    """Who asked for it decides it never; who may is led to it once it is decided."""
    if step in {move.name for move in WAIVER.open_from(waiver.state)} or step not in _TAKE:
        raise Http404
    return past(request, reverse("event_risk:waivers", args=[event.key]))


def _asked(waiver: Waiver) -> str:
    """All on which somebody decides: which condition, until when, and why."""
    ends = {"day": cldr.short_day(waiver.ends_at), "time": cldr.clock_time(waiver.ends_at)}
    until = _("Until %(day)s, %(time)s (UTC)") % ends
    return format_html("{} · {} · <bdi>{}</bdi>", TITLES[waiver.condition], until, waiver.reason)


@never_cache
@require_safe
@signed_in
def holds(request: HttpRequest, key: str) -> HttpResponseBase:
    event = event_at(request, key, _HOLD)
    context = {"event": event, "heading": _("Holds"), "holds": event.risk_holds.all()}
    return render(request, "event_risk/holds.html", context)


@never_cache
@fresh
def place(request: HttpRequest, key: str) -> HttpResponseBase:
    event, by = event_at(request, key, _HOLD), cast("Person", request.user)
    return act(
        request,
        event,
        HoldForm(typed(request)),
        lambda said: holding.place(event, said["reason"], by=by),
        heading=_("Hold all payments for this event"),
        words=_("Everybody else reads only that a payment is held, in the same words as for every hold."),
        to="event_risk:holds",
    )


@never_cache
@fresh
def lift(request: HttpRequest, key: str, hold: str) -> HttpResponseBase:
    event, by = event_at(request, key, _HOLD), cast("Person", request.user)
    one = get_object_or_404(gate.standing_holds(event), code=hold)
    return act(
        request,
        event,
        forms.Form(typed(request)),
        lambda _said: holding.lift(one, by=by),
        heading=_("Lift the hold"),
        to="event_risk:holds",
    )
