"""An acceptance stops holding. Who writes learns of it; nobody has to notice."""

from __future__ import annotations

from django.db import transaction

from thriving.kernel import clock, diary
from thriving.movement.actions import Actor
from thriving.programs.events.models import Event
from thriving.safety.event_risk import letters
from thriving.safety.event_risk.actions.holding import held_current
from thriving.safety.event_risk.models import Assessment
from thriving.safety.event_risk.queries.assessed import how_it_stood
from thriving.safety.event_risk.states.assessment import ASSESSMENT, DEBRIEFED, HELD


@transaction.atomic
def make_stale(event: Event, why: str, *, by: Actor) -> Assessment | None:
    """Let the acceptance hold no longer; nothing happens where none holds.

    One that was looked back upon stays so, and is closed by its reason: what is told late closes it, too.
    """
    current = held_current(event)
    if current is None or how_it_stood(current) not in HELD:
        return None
    if current.state == DEBRIEFED:
        current.stale_why, current.stale_at = why, clock.now()
        current.save(update_fields=["stale_why", "stale_at"])
    else:
        ASSESSMENT.take(current, "go_stale", stale_why=why, stale_at=clock.now())
    letters.tell_stale(current)
    diary.note(current, "went_stale", by=by, body={"why": str(why)})
    return current
