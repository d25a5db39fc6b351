"""Once an event is over one looks back: what worked, what to change, and how great each risk turned out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions.holding import held_current
from thriving.safety.event_risk.actions.naming import require_nameless
from thriving.safety.event_risk.matrix import STEPS, Domain
from thriving.safety.event_risk.models import Debrief
from thriving.safety.event_risk.queries import staleness
from thriving.safety.event_risk.states.assessment import ASSESSMENT, HELD, STALE

LONGEST = 5_000


@dataclass(frozen=True)
class Learned:
    """``levels``: by domain, likelihood and consequence from 1 to 5 as one would say them now."""

    worked: str
    change: str
    levels: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@transaction.atomic
def look_back(event: Event, learned: Learned, *, by: Person) -> Debrief:
    current = held_current(event)
    access.require(by, "debrief_event_risk", event)
    if not staleness.is_over(event):
        raise Refused(_("One looks back once the event is over."))
    if current is None or current.state not in (*HELD, STALE):
        raise Refused(_("There is no assessment to look back upon, or it was done already."))
    if problem := problem_with(learned):
        raise Refused(problem)
    require_nameless(event, learned.worked, learned.change)
    ASSESSMENT.take(current, "debrief")
    debrief = Debrief.objects.create(
        event=event,
        worked=clean(learned.worked),
        change=clean(learned.change),
        levels={domain: list(level) for domain, level in learned.levels.items()},
        written_at=clock.now(),
        written_by=by.key,
    )
    diary.note(event, "looked_back", by=by, body={"debrief": debrief.key})
    return debrief


def problem_with(learned: Learned) -> str:
    """A sentence, or nothing where all is sound."""
    texts = (learned.worked, learned.change)
    if not all(map(clean, texts)):
        return _("Say what worked, and what should be otherwise another time.")
    if max(map(len, texts)) > LONGEST:
        return _("This text has at most %(count)d characters.") % {"count": LONGEST}
    if set(learned.levels) != set(Domain) or not all(map(_stands_in_a_table, learned.levels.values())):
        return _("Say for each domain how likely it is now, and how bad it would be.")
    return ""


def _stands_in_a_table(level: tuple[int, int]) -> bool:
    return all(step in STEPS for step in level)
