"""What people and affiliates do in the exchange, each a verb."""

from thriving.programs.exchange.actions.answering import accept, block, decline, end, withdraw
from thriving.programs.exchange.actions.asking import ask, call, close_calls, expire, pass_on, take_back
from thriving.programs.exchange.actions.lines import LineTold, drop_line, keep_line
from thriving.programs.exchange.actions.outcomes import ask_what_came, tell_outcome
from thriving.programs.exchange.actions.parties import PartyTold, pause, take_part

__all__ = [
    "LineTold",
    "PartyTold",
    "accept",
    "ask",
    "ask_what_came",
    "block",
    "call",
    "close_calls",
    "decline",
    "drop_line",
    "end",
    "expire",
    "keep_line",
    "pass_on",
    "pause",
    "take_back",
    "take_part",
    "tell_outcome",
    "withdraw",
]
