"""What is done with campaigns and boxes, each a verb."""

from thriving.programs.campaigns.actions.box import (
    describe_box,
    drop_box_piece,
    make_box,
    publish_version,
    write_box_piece,
)
from thriving.programs.campaigns.actions.campaign import Planned, change_campaign, plan_campaign
from thriving.programs.campaigns.actions.contributions import (
    Told,
    confirm,
    is_tracked,
    record,
    record_list,
    withdraw_contributions,
)
from thriving.programs.campaigns.actions.contributors import forget_names, know_as
from thriving.programs.campaigns.actions.course import cancel, finish, pass_time, publish, start, withdraw
from thriving.programs.campaigns.actions.events import add_event, remove_event
from thriving.programs.campaigns.actions.lists import (
    bring_list,
    discard_list,
    drop_undecided_lists,
    take_in_list,
    undo_list,
)
from thriving.programs.campaigns.actions.measuring import measure_due
from thriving.programs.campaigns.actions.news import keep_ours, take_all_that_is_safe, take_over
from thriving.programs.campaigns.actions.people import (
    dismiss_keeper,
    dismiss_organizer,
    name_keeper,
    name_organizer,
)
from thriving.programs.campaigns.actions.pieces import give, leave_out, tick, write_piece
from thriving.programs.campaigns.actions.places import Placed, add_place, change_place, join, leave
from thriving.programs.campaigns.actions.translating import translate
from thriving.programs.campaigns.actions.using import box_from_campaign, campaign_from_box, place_from_box
from thriving.programs.campaigns.actions.worklists import (
    add_items,
    claim,
    finish_item,
    release,
    remove_item,
    reopen,
)

__all__ = [
    "Placed",
    "Planned",
    "Told",
    "add_event",
    "add_items",
    "add_place",
    "box_from_campaign",
    "bring_list",
    "campaign_from_box",
    "cancel",
    "change_campaign",
    "change_place",
    "claim",
    "confirm",
    "describe_box",
    "discard_list",
    "dismiss_keeper",
    "dismiss_organizer",
    "drop_box_piece",
    "drop_undecided_lists",
    "finish",
    "finish_item",
    "forget_names",
    "give",
    "is_tracked",
    "join",
    "keep_ours",
    "know_as",
    "leave",
    "leave_out",
    "make_box",
    "measure_due",
    "name_keeper",
    "name_organizer",
    "pass_time",
    "place_from_box",
    "plan_campaign",
    "publish",
    "publish_version",
    "record",
    "record_list",
    "release",
    "remove_event",
    "remove_item",
    "reopen",
    "start",
    "take_all_that_is_safe",
    "take_in_list",
    "take_over",
    "tick",
    "translate",
    "undo_list",
    "withdraw",
    "withdraw_contributions",
    "write_box_piece",
    "write_piece",
]
