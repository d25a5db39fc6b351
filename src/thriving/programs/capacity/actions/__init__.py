"""What is done with assessments and growth paths, each a verb."""

from thriving.programs.capacity.actions.assessing import (
    Said,
    begin,
    hand_in,
    missing,
    show_to,
    withdraw,
    write,
)
from thriving.programs.capacity.actions.growing import (
    Planned,
    abandon,
    end_early,
    finish,
    last_of,
    plan_path,
    remind_of_second,
    replan,
    start,
)
from thriving.programs.capacity.actions.looking import (
    accept,
    ask_peer,
    ask_support,
    call_off,
    confirm,
    decline,
    give_back,
)

__all__ = [
    "Planned",
    "Said",
    "abandon",
    "accept",
    "ask_peer",
    "ask_support",
    "begin",
    "call_off",
    "confirm",
    "decline",
    "end_early",
    "finish",
    "give_back",
    "hand_in",
    "last_of",
    "missing",
    "plan_path",
    "remind_of_second",
    "replan",
    "show_to",
    "start",
    "withdraw",
    "write",
]
