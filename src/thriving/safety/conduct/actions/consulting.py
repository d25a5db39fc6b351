"""Everybody is asked what they think of a draft, in public; and each who says something is answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean, clean_texts
from thriving.movement.models import Person
from thriving.safety.conduct import moments, naming
from thriving.safety.conduct.actions.holding import hold, require
from thriving.safety.conduct.actions.writing import LONGEST_NOTE
from thriving.safety.conduct.models import AnswerKind, Comment, Version
from thriving.safety.conduct.queries import behind, text_of, unanswered
from thriving.safety.conduct.states import VERSION
from thriving.ui import cldr

LEAST_DAYS = 7  # that everybody has to read it and say something
MOST_DAYS = 366
MOST_COMMENTS = 20  # of one person on one version
LONGEST_COMMENT = 3_000


def day_problems(until: date) -> Iterator[str]:
    first, last = clock.today() + timedelta(LEAST_DAYS), clock.today() + timedelta(MOST_DAYS)
    if not first <= until <= last:
        yield _("A consultation ends between %(first)s and %(last)s.") % {
            "first": cldr.day(first),
            "last": cldr.day(last),
        }


@transaction.atomic
def consult(version: Version, *, until: date, by: Person) -> None:
    """Put the draft to everybody; until that day, whoever has an account says what they think of it."""
    access.require(by, "keep_code_version", version)
    version = hold(version)
    require(*day_problems(until))
    if text_of(version, version.binding) is None:
        raise Refused(_("Write the text in the language that binds first."))
    if late := behind(version):
        raise Refused(
            _("The translations into %(languages)s are of an earlier wording: mend them first.")
            % {"languages": cldr.listed(late)}
        )
    VERSION.take(version, "consult", consulted_from=clock.today(), consulted_until=until)
    moments.settle_all(version.code, by)
    diary.note(version, "consulted", by=by, body={"until": until.isoformat()})


@transaction.atomic
def prolong(version: Version, *, until: date, by: Person) -> None:
    """Ask for longer; a consultation never becomes shorter."""
    access.require(by, "keep_code_version", version)
    version = hold(version)
    _require_asking(version)
    require(*day_problems(until))
    if version.consulted_until and until <= version.consulted_until:
        raise Refused(_("A consultation can only become longer."))
    version.consulted_until = until
    version.save(update_fields=["consulted_until"])
    diary.note(version, "prolonged", by=by, body={"until": until.isoformat()})


@transaction.atomic
def comment(version: Version, words: str, *, language: str, by: Person) -> Comment:
    access.require(by, "comment_on_code", version)
    version, words = hold(version), clean(words)
    require(*words_problems(words, LONGEST_COMMENT))
    if not version.takes_comments:
        raise Refused(_("The consultation is over."))
    if version.comments.filter(author=by).count() >= MOST_COMMENTS:
        raise Refused(_("You have said %(count)d things about this text already.") % {"count": MOST_COMMENTS})
    naming.require_no_names(version, words)
    last = version.comments.order_by("-number").first()
    text = text_of(version, version.binding)
    return Comment.objects.create(
        version=version,
        number=last.number + 1 if last else 1,
        author=by,
        language=language,
        words=words,
        on_text=text.sha256 if text else "",
        said_at=clock.now(),
    )


@transaction.atomic
def answer(said: Comment, kind: str, words: str, *, language: str, by: Person) -> None:
    """In public. Answered again, the new answer takes the place of the old one, until the text is frozen."""
    access.require(by, "keep_code_version", said.version)
    version, words = hold(said.version), clean(words)
    _require_unfrozen(version)
    require(
        *words_problems(words, LONGEST_COMMENT),
        "" if kind in AnswerKind else _("This is none of the choices."),
    )
    naming.require_no_names(version, words)
    values = {
        "kind": kind,
        "answer": words,
        "answer_language": language,
        "answered_at": clock.now(),
        "answered_by": by.key,
    }
    _write(said, values)
    diary.note(said, "answered", by=by, body={"kind": kind})


@transaction.atomic
def hide_comment(said: Comment, *, why: str, by: Person) -> None:
    """Nobody reads its words any longer; everybody reads why. It counts as answered by that."""
    access.require(by, "keep_code_version", said.version)
    version, why = hold(said.version), clean(why)
    require("" if why else _("Say why."))
    naming.require_no_names(version, why)
    _write(said, {"hidden_at": clock.now(), "hidden_why": why, "hidden_by": by.key})
    diary.note(said, "hid", by=by, why=why)


@transaction.atomic
def conclude(version: Version, words: Words, *, by: Person) -> None:
    """Say what came of it. From then on the text may be revised, and nobody comments any more."""
    access.require(by, "keep_code_version", version)
    version, said = hold(version), clean_texts(words)
    _require_asking(version)
    require("" if said else _("Say what came of it."))
    if any(len(each) > LONGEST_NOTE for each in said.values()):
        raise Refused(_("This text has at most %(count)d characters.") % {"count": LONGEST_NOTE})
    if version.takes_comments:
        raise Refused(_("The consultation is not over yet: people have until its last day."))
    if unanswered(version):
        raise Refused(_("Answer every comment first."))
    naming.require_no_names(version, *said.values())
    version.conclusion, version.consulted_on = said, clock.today()
    version.save(update_fields=["conclusion", "consulted_on"])
    moments.settle_all(version.code, by)
    diary.note(version, "concluded", by=by)


def words_problems(words: str, most: int) -> Iterator[str]:
    if not words:
        yield _("Write something first.")
    if len(words) > most:
        yield _("This text has at most %(count)d characters.") % {"count": most}


def _require_asking(version: Version) -> None:
    _require_unfrozen(version)
    if version.consulted_from is None or version.consulted_on is not None:
        raise Refused(_("There is no consultation that could be concluded or prolonged."))


def _require_unfrozen(version: Version) -> None:
    if version.is_sealed or version.state != "consultation":
        raise Refused(_("This is possible only while the text is in consultation."))


def _write(said: Comment, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(said, name, value)
    said.save(update_fields=list(values))
