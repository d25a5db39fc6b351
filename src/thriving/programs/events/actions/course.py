"""What becomes of an event: announced, under way, over, reported, or canceled."""

from __future__ import annotations

from django.db import transaction

from thriving.kernel import clock, diary
from thriving.movement.actions import Actor
from thriving.movement.actions.groups import clean
from thriving.programs.events.actions.event import hold, require_runs
from thriving.programs.events.facts.event import retract_held, state_held
from thriving.programs.events.hearers import News, tell
from thriving.programs.events.models import Event
from thriving.programs.events.states.event import EVENT, OVER, PUBLISHED, RUNNING


@transaction.atomic
def publish(event: Event, *, by: Actor) -> None:
    """Announce it: from here on whoever may come can read it."""
    require_runs(by, event)
    hold(event)
    EVENT.take(event, "publish", published_at=clock.now(), changed_at=clock.now())
    tell(event, News.PUBLISHED, by)
    diary.note(event, "published", by=by)


@transaction.atomic
def begin(event: Event, *, by: Actor) -> None:
    hold(event)
    EVENT.take(event, "begin")
    diary.note(event, "began", by=by)


@transaction.atomic
def end(event: Event, *, by: Actor) -> None:
    """It is over, and counts."""
    hold(event)
    EVENT.take(event, "end")
    state_held(event, by=by)
    tell(event, News.HELD, by)
    diary.note(event, "held", by=by)


def pass_time(event: Event, *, by: Actor) -> None:
    """Have it begin and end as its times say: a worker may be late, a person must not stand before it."""
    if event.state == PUBLISHED and event.standing != PUBLISHED:
        begin(event, by=by)
    if event.state == RUNNING and event.standing in OVER:
        end(event, by=by)


@transaction.atomic
def report(event: Event, *, by: Actor) -> None:
    """Its report is handed in."""
    require_runs(by, event)
    pass_time(event, by=by)
    hold(event)
    EVENT.take(event, "report")
    tell(event, News.REPORTED, by)
    diary.note(event, "reported", by=by)


@transaction.atomic
def cancel(event: Event, *, reason: str, by: Actor) -> None:
    """It will not take place. Whoever registered is told once."""
    require_runs(by, event)
    pass_time(event, by=by)
    hold(event)
    was_announced = event.published_at is not None
    _call_off(event, "cancel", reason)
    if was_announced:
        tell(event, News.CANCELED, by)
    diary.note(event, "canceled", by=by, why=event.reason)


@transaction.atomic
def take_back(event: Event, *, reason: str, by: Actor) -> None:
    """It did not take place after all: what was counted of it is taken back."""
    require_runs(by, event)
    pass_time(event, by=by)
    hold(event)
    _call_off(event, "take_back", reason)
    retract_held(event, by=by, why=event.reason)
    tell(event, News.TAKEN_BACK, by)
    diary.note(event, "taken_back", by=by, why=event.reason)


def _call_off(event: Event, move: str, reason: str) -> None:
    # Calendars of those who took it over must hear of it: a new revision.
    now = clock.now()
    EVENT.take(event, move, reason=clean(reason), changed_at=now, revision=event.revision + 1)
