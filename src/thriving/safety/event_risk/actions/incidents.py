"""What happens at an event is written down at once; what is serious makes its assessment stale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions import triage
from thriving.safety.event_risk.actions.lapsing import make_stale
from thriving.safety.event_risk.actions.naming import require_nameless
from thriving.safety.event_risk.models import Incident, Severity, Stale

LONGEST = 5_000
EARLIEST = timedelta(days=90)  # before the event: threats come early


@dataclass(frozen=True)
class Happened:
    """An incident as somebody writes it down."""

    severity: str
    happened_at: datetime
    what: str
    done: str = ""


@transaction.atomic
def record(event: Event, told: Happened, *, by: Person) -> Incident:
    turn.take()
    access.require(by, "record_incident", event)
    if problem := problem_with(event, told):
        raise Refused(problem)
    require_nameless(event, told.what, told.done)
    incident = Incident.objects.create(
        event=event,
        severity=told.severity,
        happened_at=told.happened_at,
        what=clean(told.what),
        done=clean(told.done),
        written_at=clock.now(),
        written_by=by.key,
    )
    body = {"incident": incident.key, "severity": told.severity}
    diary.note(event, "recorded_incident", by=by, body=body)
    if incident.is_serious:
        make_stale(event, Stale.INCIDENT, by=by)
        triage.ask_again(event, by=by)
    return incident


def problem_with(event: Event, told: Happened) -> str:
    """A sentence, or nothing where all is sound."""
    if told.severity not in Severity:
        return _("Say how severe it was.")
    if not event.starts_at - EARLIEST <= told.happened_at <= clock.now():
        return _("Say when it happened: not in the future, and not more than three months before the event.")
    if not clean(told.what):
        return _("Say what happened.")
    if max(len(told.what), len(told.done)) > LONGEST:
        return _("This text has at most %(count)d characters.") % {"count": LONGEST}
    return ""
