"""What looks like somebody's name, or is one that we are told of: what must not stand where others read it.

No program tells every name from other words: whoever wrote what only looks like one says so, and it passes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from babel import Locale
from django.utils.translation import gettext as _

from thriving.movement.actions import Refused
from thriving.programs.councils.mentions import mentioned, names_of
from thriving.safety.protocols.contacts import as_read

SHORTEST_ALONE = 4  # letters of a name that stands alone
LONGEST_ABBREVIATION = 3  # letters: longer words all in capitals may name somebody
_BORDERED = ("LATIN", "CYRILLIC", "GREEK")
_PARTICLES = {"de", "del", "da", "di", "la", "van", "von", "bin", "ibn", "al", "el", "y"}
_OURS = re.findall(
    r"\w+",
    """
    wikipedia wikimedia wikidata wikibooks wikiquote wiktionary wikisource wikiversity
    wikivoyage wikinews commons meta foundation movement user group chapter
    affiliate conference hackathon internet government ministry interior police court
    high supreme national state university library museum board trustees council
    edit thon editathon human rights freedom network information technology telecom
    the a an in on at of for by and or but this that we they it all our
    since
    """,
)


class LooksLikeAName(Refused):
    """It passes by the word of whoever wrote it, who looks once more."""


_by_somebodys_word: ContextVar[bool] = ContextVar("names_nobody", default=False)


@contextmanager
def vouched(*, names_nobody: bool = True) -> Iterator[None]:
    """In here whoever writes has said that what looks like a name names nobody."""
    before = _by_somebodys_word.set(names_nobody)
    try:
        yield
    finally:
        _by_somebodys_word.reset(before)


def refuse_names_in(text: str, why: str) -> None:
    """Refuse what looks like a name; ``why`` is the sentence that says why none may stand there."""
    for name in () if _by_somebodys_word.get() else names_in(text):
        sentence = _(
            "“%(name)s” looks like a name. Write without names; if it names no person, tick that below and "
            "send it again."
        )
        raise LooksLikeAName(f"{sentence % {'name': name}} {why}")


def names_any(text: str, names: Iterable[str]) -> bool:
    """Whether one of these people's names stands there, whole or in part."""
    return any(mentioned(part, text) for whole in set(names) if whole for part in names_of(whole))


def names_in(text: str) -> list[str]:
    """What looks like a name: two words with a capital, side by side, that are not a country's or our own.

    Only where a script has capitals.
    """
    found, run = [], list[str]()
    for word in [*re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]", as_read(text)), "."]:
        if run and word.casefold() in _PARTICLES:
            continue
        if _is_capital(word):
            run.append(word)
            continue
        found += [" ".join(run)] if len(run) > 1 else []
        run = []
    return found


def candidates(text: str) -> set[str]:
    """Every one, two or three words in a row, by which the account of somebody may be called."""
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", as_read(text))
    return {
        " ".join(words[at : at + length])
        for length in (1, 2, 3)
        for at in range(len(words) - length + 1)
        if _may_be_called(words[at : at + length])
    }


def _may_be_called(words: list[str]) -> bool:
    """A word alone may be a name only where it is written as one and no common word."""
    if len(words) > 1:
        return all(not _is_cased(each) or each[0].isupper() for each in words)
    return _is_capital(words[0]) and len(words[0]) >= SHORTEST_ALONE


def _is_cased(word: str) -> bool:
    return unicodedata.name(word[0], "").startswith(_BORDERED)


def _is_capital(word: str) -> bool:
    return (
        _is_cased(word)
        and word[0].isupper()
        and not (word.isupper() and 1 < len(word) <= LONGEST_ABBREVIATION)
        and word.casefold() not in _known()
    )


@cache
def _known() -> frozenset[str]:
    """Words with a capital that name nobody: countries, languages, months, and our own."""
    words = set(_OURS)
    for code in ("en", "es", "fr", "de", "pt"):
        locale = Locale(code)
        titles = [*locale.territories.values(), *locale.languages.values()]
        titles += [*locale.months["format"]["wide"].values(), *locale.days["format"]["wide"].values()]
        words |= {part.casefold() for title in titles for part in re.findall(r"[^\W\d_]+", title)}
    return frozenset(words)
