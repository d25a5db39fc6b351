from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thriving.grants.funds.actions.rounds import hold
from thriving.grants.funds.models import QuizQuestion, Round
from thriving.grants.funds.states import DRAFT
from thriving.kernel import diary
from thriving.kernel.words import Words
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.actor import require
from thriving.movement.actions.groups import clean_texts, clean_words

MOST_QUESTIONS, LONGEST_QUESTION, LONGEST_OTHERWISE = 12, 300, 600


@dataclass(frozen=True)
class QuizSaid:
    text: Words
    otherwise: Words  # what who answers differently is told
    wanted: bool = True


@transaction.atomic
def ask_in_quiz(one: Round, said: QuizSaid, *, by: Actor) -> QuizQuestion:
    """At the end of the quiz, while nobody can have answered it."""
    _to_change(one, by)
    text, otherwise = clean_words(said.text), clean_texts(said.otherwise)
    if not text or not otherwise:
        raise Refused(_("Write the question, and what somebody is told who answers otherwise."))
    if any(len(each) > LONGEST_QUESTION for each in text.values()):
        raise Refused(_("A question has at most %(count)d characters.") % {"count": LONGEST_QUESTION})
    if any(len(each) > LONGEST_OTHERWISE for each in otherwise.values()):
        raise Refused(_("This text has at most %(count)d characters.") % {"count": LONGEST_OTHERWISE})
    if one.quiz.count() >= MOST_QUESTIONS:
        raise Refused(_("A quiz is short: at most %(count)d questions.") % {"count": MOST_QUESTIONS})
    last = one.quiz.aggregate(last=Max("position"))["last"] or 0
    made = one.quiz.create(position=last + 1, text=text, otherwise=otherwise, wanted=said.wanted)
    diary.note(one, "asked in its quiz", by=by, body={"position": made.position})
    return made


@transaction.atomic
def drop_from_quiz(one: Round, position: int, *, by: Actor) -> None:
    _to_change(one, by)
    if one.quiz.filter(position=position).delete()[0]:
        diary.note(one, "dropped from its quiz", by=by, body={"position": position})


def _to_change(one: Round, by: Actor) -> None:
    require(by, "manage_funds")
    hold(one)
    if one.state != DRAFT:
        raise Refused(_("It was open already: somebody may have answered, so the quiz stays as it is."))
