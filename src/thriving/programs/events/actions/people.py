"""Who runs an event."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary
from thriving.movement.actions import Actor, Refused
from thriving.movement.models import Person
from thriving.movement.queries.minors import is_minor
from thriving.programs.events.actions.event import hold, require_runs
from thriving.programs.events.models import Event, Organizer

MOST_ORGANIZERS = 30


@transaction.atomic
def name_organizer(event: Event, person: Person, *, by: Actor) -> Organizer:
    """Let them run this event, and nothing else; named again, nothing changes."""
    require_runs(by, event)
    hold(event)
    if not person.is_active:
        raise Refused(_("This account is closed."))
    if is_minor(person):
        raise Refused(_("Roles are for adults."))
    if found := event.organizers.filter(person=person).first():
        return found
    if event.organizers.count() >= MOST_ORGANIZERS:
        raise Refused(_("An event has at most %(count)d organizers.") % {"count": MOST_ORGANIZERS})
    named = Organizer.objects.create(
        event=event, person=person, named_at=clock.now(), named_by=by if isinstance(by, str) else by.key
    )
    diary.note(event, "named_organizer", by=by, body={"person": person.key})
    return named


@transaction.atomic
def dismiss_organizer(event: Event, person: Person, *, by: Actor) -> None:
    """Let them no longer run it. Somebody always answers for an event."""
    require_runs(by, event)
    hold(event)
    others = event.organizers.exclude(person=person)
    if not others.exists():
        raise Refused(_("Name another organizer first: somebody answers for an event."))
    if event.organizers.filter(person=person).delete()[0]:
        diary.note(event, "dismissed_organizer", by=by, body={"person": person.key})
