"""What is done with questions, each a verb."""

from thriving.programs.asking.actions.answering import answer, decline, pass_on, set_aside
from thriving.programs.asking.actions.asking import Asked, ask, close, erase, follow_up, promised_days
from thriving.programs.asking.actions.promising import promise
from thriving.programs.asking.actions.publishing import publish, withdraw
from thriving.programs.asking.actions.upkeep import forget_old, judge_promises

__all__ = [
    "Asked",
    "answer",
    "ask",
    "close",
    "decline",
    "erase",
    "follow_up",
    "forget_old",
    "judge_promises",
    "pass_on",
    "promise",
    "promised_days",
    "publish",
    "set_aside",
    "withdraw",
]
