"""What those who registered must hear of, and what is counted anew, when something becomes of an event."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thriving.movement.actions import Actor
from thriving.programs.events import letters
from thriving.programs.events.actions.door import note_organizers
from thriving.programs.events.actions.registration import promote
from thriving.programs.events.facts import contributed, participation
from thriving.programs.events.hearers import News, hearers
from thriving.programs.events.models import Event, Registration
from thriving.programs.events.states.registration import COMING


def hear(event: Event, news: News, by: Actor) -> None:
    """Inside the transaction in which it became so."""
    if news == News.CANCELED:
        _tell(event, letters.canceled)
    elif news == News.MOVED:
        _tell(event, letters.moved)
    elif news == News.HELD:
        note_organizers(event, by=by)
    if news in (News.CANCELED, News.TAKEN_BACK):
        why = event.reason or _("It did not take place.")
        participation.take_back(_came(event), by=by, why=why)
        contributed.settle(event, by=by, why=why)
    elif news in (News.MOVED, News.RENAMED):
        participation.tell(list(_came(event)), by=by)
        contributed.settle(event, by=by, why="the event was changed")
        promote(event, by=by)


def _tell(event: Event, write: letters.Write) -> None:
    for each in event.registrations.filter(state__in=COMING).select_related("person"):
        each.event = event
        write(each)


def _came(event: Event) -> QuerySet[Registration]:
    came = event.registrations.filter(attended_on__isnull=False)
    return came.select_related("event").prefetch_related("event__tracings")


hearers.add("registrations", hear)
