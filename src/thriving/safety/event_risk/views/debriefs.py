"""Looking back upon the risks of an event."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from thriving.kernel import access
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions import debriefs as actions
from thriving.safety.event_risk.forms.debriefs import DebriefForm
from thriving.safety.event_risk.models import Debrief
from thriving.safety.event_risk.queries import assessments, staleness
from thriving.safety.event_risk.queries.debriefs import compared
from thriving.safety.event_risk.states.assessment import HELD, STALE
from thriving.safety.event_risk.views import parts
from thriving.safety.event_risk.views.acting import act, event_at

_RULE = "debrief_event_risk"


@never_cache
@signed_in
def look_back(request: HttpRequest, key: str) -> HttpResponseBase:
    event, by = event_at(request, key, _RULE), cast("Person", request.user)
    if not _is_open(event):
        raise Http404
    return act(
        request,
        event,
        DebriefForm(typed(request)),
        lambda said: actions.look_back(event, said["learned"], by=by),
        heading=_("Look back"),
        words=_("How you would say each risk now, knowing what happened. It helps the next event."),
        to="event_risk:event",
    )


def _is_open(event: Event) -> bool:
    current = assessments.current(event)
    return staleness.is_over(event) and current is not None and current.state in (*HELD, STALE)


def part(request: HttpRequest, event: Event) -> dict[str, Any]:
    """For those who prepared it and those who review; nothing before it is over."""
    if not access.may(request.user, _RULE, event):
        return {}
    debrief = Debrief.objects.filter(event=event).first()
    if debrief is None:
        return {"event": event} if _is_open(event) else {}
    return {"event": event, "debrief": debrief, "compared": compared(event, debrief)}


parts.add("debrief", part, order=80)
