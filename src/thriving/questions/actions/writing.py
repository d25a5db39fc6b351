"""Writing the questions of a draft, and publishing it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary
from thriving.kernel.words import Words
from thriving.movement.actions import Actor, Refused
from thriving.questions.actions.course import copy_questions
from thriving.questions.actions.require import require_edit
from thriving.questions.kinds import kinds
from thriving.questions.models import Option, Question, Questionnaire, Version

MOST_QUESTIONS, MOST_OPTIONS = 60, 60
LONGEST_TITLE, LONGEST_HELP, LONGEST_OPTION = 300, 600, 150
HIGHEST_STAR = 10
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Asked:
    """A question as it is written. An option without a key is new."""

    kind: str
    title: Words
    help: Words = field(default_factory=Words)
    required: bool = False
    least: Decimal | None = None
    most: Decimal | None = None
    options: tuple[Option, ...] = ()
    in_totals: bool = True


@transaction.atomic
def add_question(questionnaire: Questionnaire, asked: Asked, *, by: Actor, key: str = "") -> Question:
    """At the end of the draft."""
    version = _draft(questionnaire, by)
    _require_sound(asked)
    last = version.questions.aggregate(last=Max("position"))["last"] or 0
    if version.questions.count() >= MOST_QUESTIONS:
        raise Refused(_("Nobody answers more than %(most)d questions.") % {"most": MOST_QUESTIONS})
    return Question.objects.create(
        version=version, key=key or _new_key(questionnaire, asked), position=last + 1, **_columns(asked)
    )


@transaction.atomic
def change_question(questionnaire: Questionnaire, key: str, asked: Asked, *, by: Actor) -> Question:
    """The kind of a question stays: with another one it is another question."""
    question = _question(questionnaire, key, by)
    if asked.kind != question.kind:
        raise Refused(_("Of another kind it is another question: add a new one, and remove this one."))
    _require_sound(asked)
    for name, value in _columns(asked).items():
        setattr(question, name, value)
    question.save()
    return question


@transaction.atomic
def remove_question(questionnaire: Questionnaire, key: str, *, by: Actor) -> None:
    """From the draft. Versions that were published keep it, with its answers."""
    _question(questionnaire, key, by).delete()


@transaction.atomic
def move_question(questionnaire: Questionnaire, key: str, *, up: bool, by: Actor) -> None:
    """Past its neighbor; at the end of the list nothing happens."""
    question = _question(questionnaire, key, by)
    listed = list(question.version.questions.all())
    at = next(at for at, each in enumerate(listed) if each.key == key)
    to = at - 1 if up else at + 1
    if 0 <= to < len(listed):
        listed[at], listed[to] = listed[to], listed[at]
    for position, each in enumerate(listed, start=1):
        if each.position != position:
            each.position = position
            each.save(update_fields=["position"])


@dataclass(frozen=True)
class Spoken:
    """A question's words in one language; options by their keys."""

    title: str = ""
    help: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def translate(
    questionnaire: Questionnaire, language: str, spoken: Mapping[str, Spoken], *, purpose: str, by: Actor
) -> None:
    """Take the words of one language for the draft's questions, and for what the answers are for."""
    version = _draft(questionnaire, by)
    questionnaire.purpose = _with(questionnaire.purpose, language, purpose)
    questionnaire.save(update_fields=["purpose"])
    for question in version.questions.filter(key__in=list(spoken)):
        said = spoken[question.key]
        question.title = _with(question.title, language, said.title)
        question.help = _with(question.help, language, said.help)
        question.choices = [
            _option_json(Option(each.key, _with(each.title, language, said.options.get(each.key, ""))))
            for each in question.options
        ]
        question.save(update_fields=["title", "help", "choices"])


@transaction.atomic
def publish(questionnaire: Questionnaire, *, by: Actor) -> Version:
    """From now on this version is the one that is answered, and nobody changes it."""
    version = _draft(questionnaire, by)
    if not version.questions.exists():
        raise Refused(_("There is no question yet: add one before you publish."))
    version.published_at = clock.now()
    version.published_by = by if isinstance(by, str) else by.key
    version.save(update_fields=["published_at", "published_by"])
    diary.note(version, "published", by=by, body={"number": version.number})
    return version


@transaction.atomic
def draft_anew(questionnaire: Questionnaire, *, by: Actor) -> Version:
    """A draft with the questions that are answered now; the one that there is, if there is one."""
    require_edit(questionnaire, by)
    questionnaire = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    if found := questionnaire.draft:
        return found
    last = questionnaire.published
    made = Version.objects.create(questionnaire=questionnaire, number=(last.number if last else 0) + 1)
    if last:
        copy_questions(last, made)
    return made


def problems(asked: Asked) -> Iterator[tuple[str, str]]:
    """What is wrong with a question as written, by field, each in a sentence."""
    if not str(asked.title).strip():
        yield "title", _("Write the question.")
    kind = kinds[asked.kind]
    if kind.has_options:
        yield from _problems_of_options(asked)
    if kind.has_limits and asked.least is not None and asked.most is not None and asked.least >= asked.most:
        yield "most", _("The most must be more than the least.")
    if asked.kind == "rating" and asked.most is not None and not 2 <= asked.most <= HIGHEST_STAR:  # noqa: PLR2004
        yield (
            "most",
            _("A rating goes from 1 up to a number between 2 and %(most)d.") % {"most": HIGHEST_STAR},
        )
    if asked.kind == "several_of" and asked.most is not None and asked.most < 1:
        yield "most", _("At least one answer must be possible.")


def _problems_of_options(asked: Asked) -> Iterator[tuple[str, str]]:
    titles = [str(each.title).strip().casefold() for each in asked.options]
    if len(titles) < 2:  # noqa: PLR2004 -- of one answer there is nothing to choose
        yield "options", _("Name at least two answers, each in a line of its own.")
    if len(titles) > MOST_OPTIONS:
        yield "options", _("Name at most %(most)d answers.") % {"most": MOST_OPTIONS}
    if len(set(titles)) < len(titles):
        yield "options", _("Two of the answers are the same. Leave one out.")
    if any(len(each) > LONGEST_OPTION for each in titles):
        yield "options", _("An answer has at most %(most)d characters.") % {"most": LONGEST_OPTION}


def _require_sound(asked: Asked) -> None:
    if found := [sentence for _field, sentence in problems(asked)]:
        raise Refused(" ".join(found))


def _draft(questionnaire: Questionnaire, by: Actor) -> Version:
    """Locked, so that nobody publishes it in between."""
    require_edit(questionnaire, by)
    found = Version.objects.select_for_update().filter(questionnaire=questionnaire, published_at=None).first()
    if found is None:
        raise Refused(_("What is published is never changed. Begin a new draft of the questions."))
    return found


def _question(questionnaire: Questionnaire, key: str, by: Actor) -> Question:
    found = _draft(questionnaire, by).questions.select_related("version").filter(key=key).first()
    if found is None:
        raise Refused(_("This question is not in the draft any more."))
    return found


def _columns(asked: Asked) -> dict[str, object]:
    kind = kinds[asked.kind]
    return {
        "kind": asked.kind,
        "title": asked.title,
        "help": asked.help,
        "required": asked.required,
        "least": asked.least if kind.has_limits else None,
        "most": asked.most if kind.has_limits or kind.has_most else None,
        "choices": [_option_json(each) for each in _keyed(asked.options)] if kind.has_options else [],
        "in_totals": asked.in_totals,
    }


def _keyed(options: tuple[Option, ...]) -> Iterator[Option]:
    taken = {each.key for each in options if each.key}
    for each in options:
        key = each.key or _free(_slug(each.title), taken)
        taken.add(key)
        yield Option(key, each.title)


def _option_json(option: Option) -> dict[str, object]:
    return {"key": option.key, "title": dict(option.title)}


def _new_key(questionnaire: Questionnaire, asked: Asked) -> str:
    """Never one that an earlier version asked something else by."""
    taken = set(Question.objects.filter(version__questionnaire=questionnaire).values_list("key", flat=True))
    return _free(_slug(asked.title), taken)


def _slug(title: Words) -> str:
    """From Latin letters, if there are some: for the heads of tables."""
    return _NOT_IN_KEYS.sub("-", str(title).lower()).strip("-")[:30].strip("-") or f"q{secrets.token_hex(3)}"


def _free(wanted: str, taken: set[str]) -> str:
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (wanted, *numbered) if each not in taken)


def _with(words: Words, language: str, text: str) -> Words:
    kept = {code: each for code, each in words.items() if code != language}
    return Words({**kept, language: text} if text else kept)
