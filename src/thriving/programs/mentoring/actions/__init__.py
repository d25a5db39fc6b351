"""What mentors and newcomers do, each a verb."""

from thriving.programs.mentoring.actions.outcomes import ask_what_came, judge_answers, tell_outcome
from thriving.programs.mentoring.actions.pairing import (
    accept,
    ask_mentor,
    block,
    decline,
    end,
    take_back,
    withdraw,
    write,
)
from thriving.programs.mentoring.actions.telling import Told, move, offer, wish

__all__ = [
    "Told",
    "accept",
    "ask_mentor",
    "ask_what_came",
    "block",
    "decline",
    "end",
    "judge_answers",
    "move",
    "offer",
    "take_back",
    "tell_outcome",
    "wish",
    "withdraw",
    "write",
]
