"""What is done with questions and answers, each a verb."""

from thriving.questions.actions.answering import answer, hand_over, take_back
from thriving.questions.actions.course import (
    begin,
    close,
    copy,
    forget_all,
    forget_due,
    keep_until,
    reopen,
)
from thriving.questions.actions.opening import open_sheets
from thriving.questions.actions.paper import take_from_paper
from thriving.questions.actions.telling import tell, tell_due
from thriving.questions.actions.writing import (
    Asked,
    add_question,
    change_question,
    draft_anew,
    move_question,
    publish,
    remove_question,
    translate,
)

__all__ = [
    "Asked",
    "add_question",
    "answer",
    "begin",
    "change_question",
    "close",
    "copy",
    "draft_anew",
    "forget_all",
    "forget_due",
    "hand_over",
    "keep_until",
    "move_question",
    "open_sheets",
    "publish",
    "remove_question",
    "reopen",
    "take_back",
    "take_from_paper",
    "tell",
    "tell_due",
    "translate",
]
