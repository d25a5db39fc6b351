"""The words of an initiative in one more language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary
from thriving.kernel.words import Words
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.groups import clean, known_languages
from thriving.movement.spelling import line
from thriving.programs.initiatives.actions.described import LONGEST_TEXT, LONGEST_TITLE
from thriving.programs.initiatives.actions.logic import LONGEST_LINE
from thriving.programs.initiatives.actions.writing import held, require_on
from thriving.programs.initiatives.models import Initiative
from thriving.programs.initiatives.models.initiative import LOGIC

TEXTS = ("title", "text", "how")


class Piece(NamedTuple):
    """One text to translate: ``name`` says which, and stays as long as the original does."""

    name: str
    words: Words
    longest: int
    is_long: bool = False


def pieces(initiative: Initiative) -> Iterator[Piece]:
    """All that is written in the initiative's own language."""
    for name in TEXTS:
        if words := getattr(initiative, name):
            longest = LONGEST_TITLE if name == "title" else LONGEST_TEXT
            yield Piece(name, words, longest, is_long=name != "title")
    for part in LOGIC:
        for number, words in enumerate(initiative.logic_of(part)):
            yield Piece(f"{part}_{number}", words, LONGEST_LINE)


@transaction.atomic
def translate(
    initiative: Initiative,
    language: str,
    texts: Mapping[str, str],
    *,
    of: Mapping[str, str],
    by: Actor,
) -> None:
    """Write ``texts`` in ``language``, by the names of pieces; an empty one takes the translation away.

    ``of``: the originals as the translator read them. One that changed meanwhile is not translated.
    """
    require_on(by, "translate_initiative", initiative)
    held(initiative)
    if language == initiative.language or not known_languages([language]):
        raise Refused(_("Choose a language other than that of the original."))
    for piece in pieces(initiative):
        if piece.name in texts:
            _put(initiative, piece, language, texts[piece.name], of.get(piece.name, ""))
    initiative.changed_at = clock.now()
    initiative.save(update_fields=[*TEXTS, "logic", "changed_at"])
    diary.note(initiative, "translated", by=by, body={"language": language})


def _put(initiative: Initiative, piece: Piece, language: str, text: str, original: str) -> None:
    if piece.words.best(initiative.language)[0] != original:
        raise Refused(_("The original has changed since you opened it: read it again, then save."))
    written = clean(text) if piece.is_long else line(text)
    if len(written) > piece.longest:
        raise Refused(_("This text has at most %(count)d characters.") % {"count": piece.longest})
    words = Words({**piece.words, language: written})
    kept = Words({code: each for code, each in words.items() if each})
    if piece.name in TEXTS:
        setattr(initiative, piece.name, kept)
    else:
        part, _underscore, number = piece.name.partition("_")
        initiative.logic[part][int(number)] = kept
