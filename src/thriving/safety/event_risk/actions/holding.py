"""An assessment as it is now, with nobody else writing in it.

The turn comes first: an event that changes takes it too before its change is done, so of a change and a
decision one comes wholly before the other.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from thriving.kernel import turn
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.programs.events.models import Event
from thriving.safety.event_risk.models import Assessment
from thriving.safety.event_risk.queries import assessments
from thriving.safety.event_risk.states.assessment import WRITTEN

LONGEST_TEXT = 4000


def hold(assessment: Assessment) -> Event:
    """The event as it is now; ``assessment.event`` is it."""
    turn.take()
    assessment.refresh_from_db(from_queryset=Assessment.objects.select_for_update())
    assessment.event = Event.objects.get(pk=assessment.event_id)
    return assessment.event


def held_current(event: Event) -> Assessment | None:
    turn.take()
    found = event.risk_assessments.select_for_update().order_by("-number").first()
    if found is not None:
        found.event = event
    return found


def require_written(assessment: Assessment) -> None:
    """Only the newest version is written in, and only while nobody reviews it."""
    newest = assessments.current(assessment.event)
    if assessment.state not in WRITTEN or newest is None or newest.pk != assessment.pk:
        raise Refused(_("This version is not written in any more."))


def required(text: str, sentence: str) -> str:
    """What was typed, without what nobody sees; nothing or too much is refused."""
    said = clean(text)
    if not said:
        raise Refused(sentence)
    return short(said)


def short(text: str) -> str:
    said = clean(text)
    if len(said) > LONGEST_TEXT:
        raise Refused(_("A text has at most %(count)d characters.") % {"count": LONGEST_TEXT})
    return said
