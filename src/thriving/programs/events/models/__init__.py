"""The tables of events, a file each."""

from thriving.programs.events.models.arrival import Arrival, Outcome
from thriving.programs.events.models.event import Entrance, Event, Format, State
from thriving.programs.events.models.feed import Feed
from thriving.programs.events.models.mark import Mark, Marked
from thriving.programs.events.models.organizer import Organizer
from thriving.programs.events.models.registration import (
    Admission,
    ComesAs,
    Invitation,
    Objection,
    Registration,
    Role,
    Standing,
    Tracing,
    WikiName,
)
from thriving.programs.events.models.report import Contribution, Report
from thriving.programs.events.models.roll import Roll, RollRow
from thriving.programs.events.models.series import Pattern, Series
from thriving.programs.events.models.session import Session
from thriving.programs.events.models.stated import Stated

__all__ = [
    "Admission",
    "Arrival",
    "ComesAs",
    "Contribution",
    "Entrance",
    "Event",
    "Feed",
    "Format",
    "Invitation",
    "Mark",
    "Marked",
    "Objection",
    "Organizer",
    "Outcome",
    "Pattern",
    "Registration",
    "Report",
    "Role",
    "Roll",
    "RollRow",
    "Series",
    "Session",
    "Standing",
    "State",
    "Stated",
    "Tracing",
    "WikiName",
]
