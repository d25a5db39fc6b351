"""The tables of events, a file each."""

from thriving.programs.events.models.event import Entrance, Event, Format, State
from thriving.programs.events.models.feed import Feed
from thriving.programs.events.models.mark import Mark, Marked
from thriving.programs.events.models.organizer import Organizer
from thriving.programs.events.models.series import Pattern, Series
from thriving.programs.events.models.session import Session

__all__ = [
    "Entrance",
    "Event",
    "Feed",
    "Format",
    "Mark",
    "Marked",
    "Organizer",
    "Pattern",
    "Series",
    "Session",
    "State",
]
