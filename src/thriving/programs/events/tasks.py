"""What time does to events: they begin, they end, and countries change their clocks."""

from __future__ import annotations

from django.db.models import Q

from thriving.kernel import clock
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.schedule import every
from thriving.programs.events import actions
from thriving.programs.events.models import Event
from thriving.programs.events.states.event import AHEAD, DRAFT, PUBLISHED, RUNNING

BY = "thriving work"


@every("events-by-the-clock", minutes=5)
def pass_time() -> None:
    """Have events begin and end when their times say so, and count those that are over."""
    begun = Q(state=PUBLISHED, starts_at__lte=clock.now())
    ended = Q(state=RUNNING, ends_at__lte=clock.now())
    for event in Event.objects.filter(begun | ended).order_by("ends_at"):
        try:
            actions.pass_time(event, by=BY)
        except MoveRefused:  # canceled or put off by somebody in this very moment: nothing is left to do
            continue


@every("events-letters", hours=1)
def remind() -> None:
    """Give free places to those who wait, and write to those with a place at what begins within a day."""
    actions.promote_everywhere()
    actions.remind()


@every("events-contributions", hours=6)
def measure() -> None:
    """Ask the lake what participants of events did on wikis, of those who agreed."""
    actions.measure_due()


@every("events-names", hours=24)
def forget_names() -> None:
    """Delete the names of participants when the time is over for which they are kept."""
    actions.forget_names()
    actions.drop_undecided_lists()


@every("events-follow-clocks", hours=24)
def follow_clocks() -> None:
    """Keep events at the times that were agreed where a country has changed its clocks since."""
    for event in Event.objects.filter(state__in=[DRAFT, *AHEAD], starts_at__gt=clock.now()):
        actions.follow_clocks(event, by=BY)
