"""What is done with events, each a verb."""

from thriving.programs.events.actions import telling as telling
from thriving.programs.events.actions.admission import Chosen, choose, invite
from thriving.programs.events.actions.calendar import close_calendar, open_calendar
from thriving.programs.events.actions.clocks import follow_clocks
from thriving.programs.events.actions.course import cancel, pass_time, publish, take_back
from thriving.programs.events.actions.door import Reading, check_in, undo_check_in
from thriving.programs.events.actions.event import change, join_campaign, plan
from thriving.programs.events.actions.keeping import drop_undecided_lists, forget_names, remind
from thriving.programs.events.actions.lists import bring_names, bring_table
from thriving.programs.events.actions.lists import discard as discard_list
from thriving.programs.events.actions.lists import take_in as take_in_list
from thriving.programs.events.actions.lists import undo as undo_list
from thriving.programs.events.actions.measuring import measure_due
from thriving.programs.events.actions.people import dismiss_organizer, name_organizer
from thriving.programs.events.actions.planned import Planned
from thriving.programs.events.actions.registration import (
    Wishes,
    join,
    promote,
    promote_everywhere,
    register,
    register_without_account,
    stop_measuring,
    wish_otherwise,
    withdraw,
)
from thriving.programs.events.actions.rehearsing import done_alike
from thriving.programs.events.actions.removing import put_back, remove
from thriving.programs.events.actions.report import Told, hand_in, write_report
from thriving.programs.events.actions.series import cancel_rest, copy, publish_series, repeat
from thriving.programs.events.actions.sessions import Times
from thriving.programs.events.actions.translating import translate

__all__ = [
    "Chosen",
    "Planned",
    "Reading",
    "Times",
    "Told",
    "Wishes",
    "bring_names",
    "bring_table",
    "cancel",
    "cancel_rest",
    "change",
    "check_in",
    "choose",
    "close_calendar",
    "copy",
    "discard_list",
    "dismiss_organizer",
    "done_alike",
    "drop_undecided_lists",
    "follow_clocks",
    "forget_names",
    "hand_in",
    "invite",
    "join",
    "join_campaign",
    "measure_due",
    "name_organizer",
    "open_calendar",
    "pass_time",
    "plan",
    "promote",
    "promote_everywhere",
    "publish",
    "publish_series",
    "put_back",
    "register",
    "register_without_account",
    "remind",
    "remove",
    "repeat",
    "stop_measuring",
    "take_back",
    "take_in_list",
    "translate",
    "undo_check_in",
    "undo_list",
    "wish_otherwise",
    "withdraw",
    "write_report",
]
