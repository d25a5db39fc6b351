"""The part of those who answer: to answer, to pass on, to decline, to set aside."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.programs.asking import areas, facts, letters
from thriving.programs.asking.actions.asking import promised_days
from thriving.programs.asking.models import Question, Said
from thriving.programs.asking.states import QUESTION

LONGEST = 10_000  # characters of an answer

_ABOUT = gettext_lazy("About your question")


@transaction.atomic
def answer(question: Question, words: str, *, language: str, by: Person) -> None:
    """Answer it; the asker hears that there is an answer to read."""
    _begin(question, by)
    words = _required(words, _("An answer needs words."))
    first = question.answered_on is None
    values: dict[str, Any] = {"answered_on": clock.today()} if first else {}
    QUESTION.take(question, "answer", rested_at=clock.now(), **values, **_heard(question))
    _say(question, Said.Kind.ANSWER, words, language=language, by=by)
    letters.tell_asker(question, _ABOUT, gettext_lazy("Your question has an answer."))
    facts.tell(question, by)
    diary.note(question, "answered", by=by)


@transaction.atomic
def pass_on(question: Question, scope: str, *, words: str = "", language: str = "en", by: Person) -> None:
    """Give it to the people of another area. The first promise stands: the asker has waited since then."""
    _begin(question, by)
    to = areas.area(scope)
    if to is None or scope == question.area or not areas.people_of(scope).exists():
        raise Refused(_("Choose another area, one in which somebody answers."))
    due_on = clock.today() + timedelta(days=promised_days(scope))
    QUESTION.take(question, "pass_on", area=scope, due_on=due_on)
    _say(question, Said.Kind.PASSED, _short_enough(words), language=language, by=by)
    letters.tell_passed_on(question)
    letters.ask_to_answer(question)
    diary.note(question, "passed_on", by=by, body={"to": scope})


@transaction.atomic
def decline(question: Question, words: str, *, language: str, by: Person) -> None:
    """Say why it is not answered; the asker reads it."""
    _begin(question, by)
    words = _required(words, _("Say why, for the one who asked."))
    QUESTION.take(question, "decline", rested_at=clock.now(), **_heard(question))
    _say(question, Said.Kind.DECLINED, words, language=language, by=by)
    letters.tell_asker(
        question,
        _ABOUT,
        gettext_lazy("Your question was read, and is not answered; the reason is there to read."),
    )
    facts.tell(question, by)
    diary.note(question, "declined", by=by)


@transaction.atomic
def set_aside(question: Question, *, by: Person) -> None:
    """It was no question but spam. Nobody is told, nothing of it counts, and its words go after a while."""
    _begin(question, by)
    facts.take_back(question, by, "set aside as no question")
    QUESTION.take(question, "set_aside", rested_at=clock.now(), email="")
    diary.note(question, "set_aside", by=by)


def _begin(question: Question, by: Person) -> None:
    """The turn first: facts and diary take it later, and two who wait for each other would wait for ever."""
    turn.take()
    question.refresh_from_db(from_queryset=Question.objects.select_for_update(of=("self",)))
    access.require(by, "answer_question", question)


def _heard(question: Question) -> dict[str, Any]:
    """Whether the promise was kept is settled by the first word, and never again."""
    if question.promise_kept is not None:
        return {"heard_on": question.heard_on or clock.today()}
    return {"heard_on": clock.today(), "promise_kept": clock.today() <= question.promised_on}


def _required(words: str, sentence: str) -> str:
    if not (words := _short_enough(words)):
        raise Refused(sentence)
    return words


def _short_enough(words: str) -> str:
    words = clean(words)
    if len(words) > LONGEST:
        raise Refused(_("This has at most %(count)d characters.") % {"count": LONGEST})
    return words


def _say(question: Question, kind: Said.Kind, words: str, *, language: str, by: Person) -> Said:
    return Said.objects.create(
        question=question,
        kind=kind,
        words=words,
        language=language,
        area=question.area,
        by=by,
        at=clock.now(),
    )
