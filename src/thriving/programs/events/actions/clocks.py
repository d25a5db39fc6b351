"""A country changes its clocks: what was agreed stays, and the moments follow anew."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max, Min

from thriving.kernel import clock, diary
from thriving.kernel.zones import nearest
from thriving.movement.actions import Actor
from thriving.programs.events.actions.event import hold
from thriving.programs.events.models import Event, Session


@transaction.atomic
def follow_clocks(event: Event, *, by: Actor) -> bool:
    """Whether its moments were other ones than its zone says now."""
    hold(event)
    moved = [each for each in event.sessions.all() if _follow(each, event.time_zone)]
    if not moved:
        return False
    Session.objects.bulk_update(moved, ["starts_at", "ends_at"])
    span = event.sessions.aggregate(first=Min("starts_at"), last=Max("ends_at"))
    event.starts_at, event.ends_at = span["first"], span["last"]
    event.changed_at, event.revision = clock.now(), event.revision + 1
    event.save(update_fields=["starts_at", "ends_at", "changed_at", "revision"])
    diary.note(event, "followed_clocks", by=by)
    return True


def _follow(session: Session, zone: str) -> bool:
    before = session.starts_at, session.ends_at
    session.starts_at = nearest(session.day, session.begins, zone)
    session.ends_at = nearest(session.end_day, session.ends, zone)
    return before != (session.starts_at, session.ends_at)
