"""The door: codes from a phone, in batches by a script or typed into a plain form, and a list on paper."""

from __future__ import annotations

from typing import Any, cast

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib.staticfiles import finders
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thriving.kernel import access
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.programs.events import actions, codes
from thriving.programs.events.actions.door import shut_because
from thriving.programs.events.forms.door import CodesForm, Unreadable, readings_in
from thriving.programs.events.models import Arrival, Event, Outcome
from thriving.programs.events.queries.places import is_protected
from thriving.programs.events.queries.registration import counts, registrations_for
from thriving.programs.events.states.registration import COMING

TROUBLES = (Outcome.UNKNOWN, Outcome.WITHDRAWN)
_POLICY = {"script-src": [SELF], "connect-src": [SELF], "worker-src": [SELF]}


def guarded_event(reader: Any, key: str) -> Event:
    """An event of which the reader may know who comes; any other is not there."""
    return get_object_or_404(access.within(reader, "see_registrations", Event.objects.all()), key=key)


@signed_in
@never_cache
def door(request: HttpRequest, key: str) -> HttpResponse:
    event = guarded_event(request.user, key)
    form = CodesForm(typed(request))
    arrivals: list[Arrival] = []
    if request.method == "POST" and form.is_valid():
        try:
            arrivals = actions.check_in(event, form.readings(), by=cast("Person", request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            form = CodesForm()
    context = {
        "event": event,
        "form": form,
        "arrivals": [(codes.written(each.code), each) for each in arrivals],
        "counts": counts(event),
        "shut": shut_because(event),
        "letters": codes.LETTERS,
        "sample": event.sample,
    }
    return _with_script(request, context, status=422 if form.errors else 200)


@signed_in
@require_POST
def arrivals(request: HttpRequest, key: str) -> HttpResponse:
    """A batch from a phone's queue; an answer for each reading, without anybody's name."""
    event = guarded_event(request.user, key)
    try:
        readings = readings_in(request.body)
        taken = actions.check_in(event, readings, by=cast("Person", request.user))
    except Unreadable:
        return JsonResponse({"sentence": ""}, status=400)
    except Refused as refused:
        return JsonResponse({"sentence": str(refused)}, status=409)
    return JsonResponse({"answers": [_answer(each) for each in taken]})


@signed_in
@require_safe
def worker(request: HttpRequest, key: str) -> HttpResponseBase:
    """From beside the page, for a browser lets it look after nothing that lies above it."""
    guarded_event(request.user, key)
    # A worker lives by the policy of its own file, not by that of the page.
    return csp_replace({"connect-src": [SELF]})(_worker_file)(request)


def _worker_file(_request: HttpRequest) -> HttpResponseBase:
    path = finders.find("events/door-worker.js")
    if not path:
        raise Http404
    response = FileResponse(open(path, "rb"), content_type="text/javascript")  # noqa: PTH123, SIM115 -- it closes it
    response["Cache-Control"] = "private, no-cache"
    return response


@signed_in
@require_safe
@never_cache
def printed(request: HttpRequest, key: str) -> HttpResponse:
    """The list on paper. Where taking part is dangerous it holds codes alone: paper gets lost."""
    event = guarded_event(request.user, key)
    coming = registrations_for(request.user, event).filter(state__in=COMING)
    context = {
        "event": event,
        "registrations": list(coming),
        "with_names": not is_protected(event),
        "sample": event.sample,
    }
    return render(request, "events/printed.html", context)


def _answer(arrival: Arrival) -> dict[str, Any]:
    return {
        "id": arrival.key,
        "code": arrival.code,
        "outcome": arrival.outcome,
        "words": str(arrival.get_outcome_display()),
        "trouble": arrival.outcome in TROUBLES,
    }


def _with_script(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    """A page whose script sends, and keeps itself for when there is no network."""
    show = csp_replace(_POLICY)(lambda asked: render(asked, "events/door.html", context, status=status))
    return cast("HttpResponse", show(request))
