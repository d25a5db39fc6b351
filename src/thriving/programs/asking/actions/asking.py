"""The asker's part: to ask, to ask back once, to close, and to have one's words erased."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import clock, diary, turn
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.movement.queries.minors import is_minor
from thriving.movement.spelling import line, mixes_scripts
from thriving.programs.asking import areas, facts, letters, private
from thriving.programs.asking.areas import Area
from thriving.programs.asking.models import AnswerTime, Question, Said
from thriving.programs.asking.states import QUESTION, WAITING

SHORTEST, LONGEST = 10, 3_000  # characters
MOST_LINKS = 2  # of a question
NOBODY = "somebody without an account"  # in the diary
# An answer is a letter between two people: with a minor there is none.
_ALONE = gettext_lazy(
    "Whoever is younger than 18 does not write alone with adults here. "
    "Ask in your council, or let a grown-up ask from their own account."
)


@dataclass(frozen=True)
class Asked:
    """A question as somebody asks it. ``sending`` is of the form: sent twice, it is asked once."""

    area: str
    words: str
    language: str
    sending: str
    objective: str = ""
    name: str = ""
    may_publish: bool = False
    email: str = ""
    email_language: str = "en"


def problems(said: Asked) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with a question: the field, and the sentence for who can mend it."""
    yield from _wrong_words(said.words)
    if said.name and mixes_scripts(said.name):
        yield "name", _("A word of this name mixes letters of two scripts that look alike. Use one of them.")


def _wrong_words(words: str) -> Iterator[tuple[str, str]]:
    length = len(clean(words))
    if length < SHORTEST:
        yield "words", _("Write a little more: what do you want to know?")
    if length > LONGEST:
        yield "words", _("A question has at most %(count)d characters.") % {"count": LONGEST}
    if words.count("://") > MOST_LINKS:
        yield "words", _("A question has at most two links.")


def promised_days(scope: str) -> int:
    """Within how many days an area promises to answer."""
    own = AnswerTime.objects.filter(area=scope).values_list("days", flat=True).first()
    return own or int(settings.ANSWER_DAYS)


@transaction.atomic
def ask(said: Asked, *, by: Person | None, sample: bool = False) -> tuple[Question, str]:
    """Ask. Whoever has no account gets the secret of a private link, which is told here and never again."""
    if found := [sentence for _field, sentence in problems(said)]:
        raise Refused(" ".join(found))
    turn.take()
    if by and is_minor(by):
        raise Refused(str(_ALONE))
    if Question.objects.filter(sending=said.sending).exists():
        raise Refused(_("This question has been sent already."))
    area = _answered_area(said.area)
    secret = "" if by else private.new()
    question = _record(said, area, by=by, secret=secret, sample=sample)
    _say(question, Said.Kind.QUESTION, said.words, said.language, by)
    letters.ask_to_answer(question)
    facts.name_source(area)
    facts.tell(question, by or NOBODY)
    diary.note(question, "asked", by=by or NOBODY)
    return question, secret


def _answered_area(scope: str) -> Area:
    found = areas.area(scope)
    if found is None:
        raise Refused(_("There is no such area to ask about."))
    if not areas.people_of(scope).exists():
        raise Refused(_("Nobody answers for this area at present. Choose another one."))
    return found


def _record(said: Asked, area: Area, *, by: Person | None, secret: str, sample: bool) -> Question:
    due_on = _due(area.scope)
    objective = areas.objective_of(area, said.objective) if said.objective else None
    return Question.objects.create(
        area=area.scope,
        asked_in=area.scope,
        serves=area.serves,
        objective=objective.key if objective else "",
        language=said.language,
        asker=by,
        secret_mark=private.mark_of(secret) if secret else "",
        sending=said.sending,
        email="" if by else said.email,
        email_language=said.email_language,
        name=line(said.name),
        may_publish=said.may_publish,
        asked_at=clock.now(),
        promised_on=due_on,
        due_on=due_on,
        sample=sample,
    )


def _due(scope: str) -> date:
    return clock.today() + timedelta(days=promised_days(scope))


@transaction.atomic
def follow_up(question: Question, words: str, *, by: Person | None, email: str = "") -> None:
    """Ask back, once. Whoever calls it has made sure that it is the asker: by account or private link."""
    turn.take()
    _require_own(question, by)
    if by and is_minor(by):
        raise Refused(str(_ALONE))
    if found := [sentence for _field, sentence in _wrong_words(words)]:
        raise Refused(" ".join(found))
    QUESTION.take(
        question,
        "follow_up",
        due_on=_due(question.area),
        rested_at=None,
        published_at=None,  # what is published is a whole conversation
        email="" if by else email,
    )
    question.followed_up_at = clock.now()  # not while it moves: the move asks whether it was done before
    question.save(update_fields=["followed_up_at"])
    _say(question, Said.Kind.FOLLOW_UP, words, question.language, by)
    letters.ask_to_answer(question)
    diary.note(question, "asked_back", by=by or NOBODY)


@transaction.atomic
def close(question: Question, *, by: Person | None) -> None:
    """The asker needs nothing more. Closed before the promised day, nobody has broken a promise."""
    turn.take()
    _require_own(question, by)
    QUESTION.take(question, "close", rested_at=question.rested_at or clock.now(), email="")
    diary.note(question, "closed", by=by or NOBODY)


@transaction.atomic
def erase(question: Question, *, by: Actor | None) -> None:
    """Everything that the asker wrote goes, and with it what others published of it. What counts stays."""
    turn.take()
    question.refresh_from_db(from_queryset=Question.objects.select_for_update(of=("self",)))
    if question.state in WAITING:
        QUESTION.take(question, "close", rested_at=clock.now())
    question.said.filter(kind__in=Said.BY_ASKER).update(words="", by=None)
    question.email = question.name = question.secret_mark = ""
    question.asker, question.may_publish = None, False
    question.published_at, question.erased_at = None, clock.now()
    question.save()
    diary.note(question, "erased_words", by=by or NOBODY)


def _require_own(question: Question, by: Person | None) -> None:
    if question.asker_id != (by.pk if by else None):
        raise Refused(_("Only who asked can do this."))


def _say(question: Question, kind: Said.Kind, words: str, language: str, by: Person | None) -> Said:
    return Said.objects.create(
        question=question,
        kind=kind,
        words=clean(words),
        language=language,
        area=question.area,
        by=by,
        at=clock.now(),
    )
