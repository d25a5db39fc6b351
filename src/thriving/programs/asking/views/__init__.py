"""The pages of questions: where one can ask, one's own question, and what waits for an answer."""

from thriving.programs.asking.views.asking import ask
from thriving.programs.asking.views.lists import AREAS, PUBLISHED, answering, areas, promise, published
from thriving.programs.asking.views.private import private, private_step
from thriving.programs.asking.views.question import question, step

__all__ = [
    "AREAS",
    "PUBLISHED",
    "answering",
    "areas",
    "ask",
    "private",
    "private_step",
    "promise",
    "published",
    "question",
    "step",
]
