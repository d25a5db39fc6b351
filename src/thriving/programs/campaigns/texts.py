"""Texts of a box with places to be filled: {title}, {start} … and nothing else in braces.

A text is never a program: a name between braces stands for a word, and whatever else has a brace is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel.words import FALLBACK, Words

PLACEHOLDERS = {
    "title": gettext_lazy("what the campaign or the place is called"),
    "campaign": gettext_lazy("what the whole campaign is called"),
    "start": gettext_lazy("the first day"),
    "end": gettext_lazy("the last day"),
    "place": gettext_lazy("the country or region"),
    "address": gettext_lazy("the address of its page"),
}
_BRACED = re.compile(r"\{([^{}\n]{0,40})\}")


def problems(words: Words) -> Iterator[str]:
    """What is wrong with a text in its languages: each a sentence that names the language and the place."""
    asked = _source(words)
    for language, text in sorted(words.items()):
        yield from (_in(language, sentence) for sentence in _wrong(text))
        for name in sorted(asked - named_in(text)):
            yield _in(language, _("{%(name)s} is missing, which the text in English has.") % {"name": name})
        for name in sorted((named_in(text) & PLACEHOLDERS.keys()) - asked):
            yield _in(language, _("{%(name)s} stands here, and not in English.") % {"name": name})


def _source(words: Words) -> set[str]:
    """What the language that the others are translated from asks for."""
    return named_in(words.get(FALLBACK) or next(iter(words.values()), ""))


def _wrong(text: str) -> Iterator[str]:
    for name in sorted(named_in(text) - PLACEHOLDERS.keys()):
        yield _("“{%(name)s}” is none of the places that can be filled: %(known)s.") % {
            "name": name,
            "known": ", ".join(f"{{{each}}}" for each in PLACEHOLDERS),
        }
    if set("{}") & set(_BRACED.sub("", text)):
        yield _("A brace stands alone: only a name such as {title} stands between braces.")


def _in(language: str, sentence: str) -> str:
    return f"{language}: {sentence}"


def named_in(text: str) -> set[str]:
    return set(_BRACED.findall(text))


def unfilled(words: Words, values: Mapping[str, str]) -> list[str]:
    """The places for which there is nothing yet."""
    return sorted(name for name in _source(words) if not values.get(name))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled; one for which there is nothing stays to be seen."""
    return _BRACED.sub(lambda found: values.get(found[1]) or found[0], text)
