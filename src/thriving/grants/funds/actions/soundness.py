"""Whether what was said of a record holds, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean_words

LONGEST_TITLE, LONGEST_TEXT = 150, 5_000

Problem = tuple[str, str]  # the field, and the sentence for who can mend it


def require_sound(problems: Iterable[Problem]) -> None:
    if found := [sentence for _field, sentence in problems]:
        raise Refused(" ".join(found))


def problems_of_words(title: Words, about: Words) -> Iterator[Problem]:
    if not clean_words(title):
        yield "title", _("A title is missing.")
    if any(len(text) > LONGEST_TITLE for text in title.values()):
        yield "title", _("A title has at most %(count)d characters.") % {"count": LONGEST_TITLE}
    if any(len(text) > LONGEST_TEXT for text in about.values()):
        yield "about", _("This text has at most %(count)d characters.") % {"count": LONGEST_TEXT}
