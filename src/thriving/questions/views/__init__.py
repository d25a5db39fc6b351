from thriving.questions.views.mine import answers_page, delete_mine, mine
from thriving.questions.views.paper import paper, sheet
from thriving.questions.views.reading import answers, export, totals
from thriving.questions.views.writing import (
    add,
    change,
    edit,
    move,
    preview,
    promise,
    remove,
    step,
    words,
)

__all__ = [
    "add",
    "answers",
    "answers_page",
    "change",
    "delete_mine",
    "edit",
    "export",
    "mine",
    "move",
    "paper",
    "preview",
    "promise",
    "remove",
    "sheet",
    "step",
    "totals",
    "words",
]
