"""The words of an event in one more language, by translators and by those who run it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean, known_languages
from thriving.movement.models import Person
from thriving.movement.spelling import line
from thriving.programs.events.actions.event import hold
from thriving.programs.events.actions.planned import LONGEST_TEXT, LONGEST_TITLE
from thriving.programs.events.facts.event import state_again
from thriving.programs.events.hearers import News, tell
from thriving.programs.events.models import Event
from thriving.programs.events.states.event import CANCELED, DRAFT
from thriving.programs.initiatives.actions.translating import Piece

TEXTS = ("title", "text", "policy")


def pieces(event: Event) -> Iterator[Piece]:
    """All that is written in the event's own language."""
    for name in TEXTS:
        words: Words = getattr(event, name)
        if words.get(event.language):
            longest = LONGEST_TITLE if name == "title" else LONGEST_TEXT
            yield Piece(name, words, longest, is_long=name != "title")


@transaction.atomic
def translate(
    event: Event, language: str, texts: Mapping[str, str], *, of: Mapping[str, str], by: Person
) -> None:
    """Write ``texts`` in ``language``, by the names of pieces; an empty one takes the translation away.

    ``of``: the originals as the translator read them. One that changed meanwhile is not translated.
    """
    access.require(by, "translate_event", event)
    hold(event)
    if event.state == CANCELED:
        raise Refused(_("It is canceled, and is not changed any more: copy it instead."))
    if language == event.language or not known_languages([language]):
        raise Refused(_("Choose a language other than that of the original."))
    for piece in pieces(event):
        if piece.name in texts:
            setattr(event, piece.name, _with(event, piece, language, texts[piece.name], of.get(piece.name)))
    event.changed_at, event.revision = clock.now(), event.revision + (event.state != DRAFT)
    event.save(update_fields=[*TEXTS, "changed_at", "revision"])
    if event.state != DRAFT:
        state_again(event, by=by)
        tell(event, News.RENAMED, by)
    diary.note(event, "translated", by=by, body={"language": language})


def _with(event: Event, piece: Piece, language: str, text: str, original: str | None) -> Words:
    if piece.words[event.language] != original:
        raise Refused(_("The original has changed since you opened it: read it again, then save."))
    written = clean(text) if piece.is_long else line(text)
    if len(written) > piece.longest:
        raise Refused(_("This text has at most %(count)d characters.") % {"count": piece.longest})
    words = {**piece.words, language: written}
    return Words({code: each for code, each in words.items() if each})
