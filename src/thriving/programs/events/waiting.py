"""What of events waits for those who organize them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import clock
from thriving.movement import work
from thriving.movement.queries.places import protected_countries
from thriving.programs.events.actions.keeping import UNDECIDED
from thriving.programs.events.models import Event, Roll
from thriving.programs.events.queries.event import organized_by
from thriving.programs.events.queries.registration import lists_waiting
from thriving.programs.events.states.event import AHEAD, DRAFT, HELD
from thriving.ui import cldr

AHEAD_OF_IT = timedelta(days=14)  # by when people should read of it, who must plan their days
AFTER_IT = timedelta(days=14)  # as long as people remember


def waiting(reader: Any, _today: date) -> Iterator[work.Item]:
    """Drafts to be announced, what is over and not reported, and lists to be taken in; by three queries."""
    draft = Q(state=DRAFT, ends_at__gt=clock.now())
    over = Q(state__in=[*AHEAD, HELD], ends_at__lte=clock.now())
    mine = organized_by(reader).prefetch_related(None)
    guarded = protected_countries()
    for event in mine.filter(draft | over).order_by("starts_at"):
        item = _to_announce(event) if event.state == DRAFT else _to_report(event)
        yield _told(item, event, guarded)
    for roll in lists_waiting(reader):
        yield _told(_to_take_in(roll), roll.event, guarded)


def _told(item: work.Item, event: Event, guarded: frozenset[str]) -> work.Item:
    """Kind and day say in a mailbox that somebody runs an event, and when it was: not where that can harm."""
    return item.only_counted() if event.is_invited or event.country in guarded else item


def _to_announce(event: Event) -> work.Item:
    return work.Item(
        title=_("Announce: %(event)s") % {"event": cldr.apart(event.title)},
        address=reverse("events:event", args=[event.key]),
        due=event.local_start.date() - AHEAD_OF_IT,
        why=_("It is a draft, which nobody else can read."),
        kind=_("Announce an event"),
        sample=event.sample,
    )


def _to_report(event: Event) -> work.Item:
    return work.Item(
        title=_("Report on: %(event)s") % {"event": cldr.apart(event.title)},
        address=reverse("events:write_report", args=[event.key]),
        due=event.held_on + AFTER_IT,
        since=event.held_on,
        why=_("The records are there; what you learned is not yet."),
        kind=_("Report on an event"),
        public=True,
        sample=event.sample,
    )


def _to_take_in(roll: Roll) -> work.Item:
    event, brought_on = roll.event, roll.brought_at.date()
    return work.Item(
        title=_("Take in or drop a list of participants: %(event)s") % {"event": cldr.apart(event.title)},
        address=reverse("events:list", args=[event.key, roll.pk]),
        due=brought_on + UNDECIDED,
        since=brought_on,
        why=_("It was looked at and counts for nothing yet; after a week its rows are deleted."),
        kind=_("Take in or drop a list of participants"),
        sample=event.sample,
    )


work.declare("events", gettext_lazy("Events"), waiting)
