"""What is done with rounds of assessments, each a verb."""

from thriving.programs.needs.actions.assessing import (
    Told,
    fill,
    invite,
    make_new_link,
    withdraw,
)
from thriving.programs.needs.actions.forgetting import forget_due
from thriving.programs.needs.actions.intakes import bring, discard, take_in, undo
from thriving.programs.needs.actions.rounds import (
    Planned,
    close,
    let_go,
    open_round,
    plan_round,
    reopen,
    replan,
    take_on,
)
from thriving.programs.needs.actions.undecided import drop_old

__all__ = [
    "Planned",
    "Told",
    "bring",
    "close",
    "discard",
    "drop_old",
    "fill",
    "forget_due",
    "invite",
    "let_go",
    "make_new_link",
    "open_round",
    "plan_round",
    "reopen",
    "replan",
    "take_in",
    "take_on",
    "undo",
    "withdraw",
]
