"""What is done with events, each a verb."""

from thriving.programs.events.actions.clocks import follow_clocks
from thriving.programs.events.actions.course import cancel, pass_time, publish, report, take_back
from thriving.programs.events.actions.event import change, join_campaign, plan
from thriving.programs.events.actions.people import dismiss_organizer, name_organizer
from thriving.programs.events.actions.planned import Planned
from thriving.programs.events.actions.series import copy, repeat
from thriving.programs.events.actions.sessions import Times

__all__ = [
    "Planned",
    "Times",
    "cancel",
    "change",
    "copy",
    "dismiss_organizer",
    "follow_clocks",
    "join_campaign",
    "name_organizer",
    "pass_time",
    "plan",
    "publish",
    "repeat",
    "report",
    "take_back",
]
