"""What is done with codes of conduct, each a verb."""

from thriving.safety.conduct.actions.acknowledging import acknowledge
from thriving.safety.conduct.actions.codes import CodeSaid, ask_roles, begin_code, describe_code
from thriving.safety.conduct.actions.consulting import (
    answer,
    comment,
    conclude,
    consult,
    hide_comment,
    prolong,
)
from thriving.safety.conduct.actions.endorsing import Proof, endorse, review, take_effect
from thriving.safety.conduct.actions.reminding import remind_of_reviews, remind_to_acknowledge
from thriving.safety.conduct.actions.voting import (
    Declared,
    close_ballot,
    close_what_is_over,
    declare_ballot,
    open_ballot,
    vote,
)
from thriving.safety.conduct.actions.writing import draft, freeze, withdraw, write

__all__ = [
    "CodeSaid",
    "Declared",
    "Proof",
    "acknowledge",
    "answer",
    "ask_roles",
    "begin_code",
    "close_ballot",
    "close_what_is_over",
    "comment",
    "conclude",
    "consult",
    "declare_ballot",
    "describe_code",
    "draft",
    "endorse",
    "freeze",
    "hide_comment",
    "open_ballot",
    "prolong",
    "remind_of_reviews",
    "remind_to_acknowledge",
    "review",
    "take_effect",
    "vote",
    "withdraw",
    "write",
]
