"""What is done with proposals, each a verb."""

from thriving.grants.proposals.actions.applying import (
    RoleSaid,
    ask_to_join,
    disclose,
    hide,
    join,
    let_go,
    say_what_is_needed,
)
from thriving.grants.proposals.actions.budget import LineSaid, budget, requested
from thriving.grants.proposals.actions.commenting import comment, take_back
from thriving.grants.proposals.actions.drafting import Described, answer, begin, describe, wrong_answers
from thriving.grants.proposals.actions.handing_in import missing, submit, withdraw
from thriving.grants.proposals.actions.measuring import MeasureSaid, measure
from thriving.grants.proposals.actions.moving import hold, move
from thriving.grants.proposals.actions.screening import answer_officer, ask_for_more, screen, turn_away

__all__ = [
    "Described",
    "LineSaid",
    "MeasureSaid",
    "RoleSaid",
    "answer",
    "answer_officer",
    "ask_for_more",
    "ask_to_join",
    "begin",
    "budget",
    "comment",
    "describe",
    "disclose",
    "hide",
    "hold",
    "join",
    "let_go",
    "measure",
    "missing",
    "move",
    "requested",
    "say_what_is_needed",
    "screen",
    "submit",
    "take_back",
    "turn_away",
    "withdraw",
    "wrong_answers",
]
