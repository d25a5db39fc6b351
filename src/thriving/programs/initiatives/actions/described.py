"""An initiative as somebody describes it, and everything that may be wrong with that."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.utils.translation import gettext as _

from thriving.kernel.words import Words
from thriving.movement.actions.groups import (
    clean_texts,
    clean_words,
    is_page,
    known_countries,
    known_languages,
    known_regions,
)
from thriving.movement.skills import skills
from thriving.movement.spelling import folded, line
from thriving.programs.initiatives import vocabulary
from thriving.programs.initiatives.models import Pace, Sort
from thriving.programs.initiatives.parts import known_key_results, known_priorities

LONGEST_TITLE = 150
LONGEST_TEXT = 3_000
LONGEST_CONTACT = 300
MOST_CODES = 300  # of one sort
MOST_PLACES = 1_000_000
MOST_HOURS = {Pace.WEEKLY: 60, Pace.ONCE: 2_000}


@dataclass(frozen=True)
class Described:
    """Whoever describes it says all of it: what is empty is emptied. In codes where codes are meant."""

    title: Words
    text: Words = field(default_factory=Words)
    how: Words = field(default_factory=Words)
    how_url: str = ""
    contact: str = ""
    language: str = "en"  # in which it is written first; the others are translations
    gives: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    barriers: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()  # "plan/priority"
    key_results: tuple[str, ...] = ()  # "plan/key-result"
    opens_on: date | None = None
    closes_on: date | None = None
    hours: int | None = None
    pace: str = Pace.WEEKLY
    places: int | None = None  # None: as many as come

    @property
    def traits(self) -> dict[str, tuple[str, ...]]:
        return {sort: getattr(self, name) for name, sort in SORTS.items()}

    @property
    def values(self) -> dict[str, Any]:
        """Its columns, cleaned."""
        title = clean_words(self.title)
        plain = ("how_url", "language", "opens_on", "closes_on", "hours", "pace", "places")
        return {
            "title": title,
            "text": clean_texts(self.text),
            "how": clean_texts(self.how),
            "contact": line(self.contact),
            "sort_title": folded(title.best("en")[0])[:200],
            **{name: getattr(self, name) for name in plain},
        }


SORTS = {
    "gives": Sort.GIVES,
    "audiences": Sort.AUDIENCE,
    "barriers": Sort.BARRIER,
    "stages": Sort.STAGE,
    "topics": Sort.TOPIC,
    "countries": Sort.COUNTRY,
    "regions": Sort.REGION,
    "languages": Sort.LANGUAGE,
    "priorities": Sort.PRIORITY,
    "key_results": Sort.KEY_RESULT,
}


def problems(said: Described, kept: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """Everything that is wrong: the field, and the sentence for who can mend it.

    ``kept`` are parts of plans that it serves already: they stay when the plan lets go of them.
    """
    yield from wrong_words(said.title, {"text": said.text, "how": said.how})
    if said.how_url and not is_page(said.how_url):
        yield "how_url", _("This is no address of a page: it starts with https://.")
    if len(line(said.contact)) > LONGEST_CONTACT:
        yield "contact", _("This text has at most %(count)d characters.") % {"count": LONGEST_CONTACT}
    yield from _wrong_effort(said)
    yield from _wrong_codes(said, kept)


def wrong_words(title: Words, texts: dict[str, Words]) -> Iterator[tuple[str, str]]:
    if not clean_words(title):
        yield "title", _("It needs a title.")
    if any(len(each) > LONGEST_TITLE for each in title.values()):
        yield "title", _("A title has at most %(count)d characters.") % {"count": LONGEST_TITLE}
    for name, words in texts.items():
        if any(len(each) > LONGEST_TEXT for each in words.values()):
            yield name, _("This text has at most %(count)d characters.") % {"count": LONGEST_TEXT}
    written = {*title, *(code for words in texts.values() for code in words)}
    if wrong := sorted(written - known_languages(written)):
        yield "title", _("“%(code)s” is not the code of a language, such as sw.") % {"code": wrong[0][:80]}


def _wrong_effort(said: Described) -> Iterator[tuple[str, str]]:
    if said.opens_on and said.closes_on and said.closes_on < said.opens_on:
        yield "closes_on", _("It cannot close before it opens.")
    if said.pace not in Pace:
        yield "pace", _("This is none of the choices.")
    elif said.hours is not None and not 0 < said.hours <= MOST_HOURS[Pace(said.pace)]:
        most = MOST_HOURS[Pace(said.pace)]
        yield "hours", _("At least one hour, and at most %(most)d.") % {"most": most}
    if said.places is not None and not 0 < said.places <= MOST_PLACES:
        yield "places", _("At least one place; leave it empty where all who come can join.")


def _wrong_codes(said: Described, kept: Collection[str]) -> Iterator[tuple[str, str]]:
    for name, codes in said.traits.items():
        field_name = next(each for each, sort in SORTS.items() if sort == name)
        if len(codes) > MOST_CODES:
            yield field_name, _("These are too many at once.")
            continue
        new = [code for code in codes if code not in kept]
        known, sentence = _known(field_name, new), _unknown(field_name)
        yield from ((field_name, sentence % {"code": code[:80]}) for code in new if code not in known)


def _known(name: str, codes: Iterable[str]) -> Collection[str]:
    if name in ("gives", "audiences", "barriers", "stages"):
        return vocabulary.words_for(cast("vocabulary.Sort", name))
    known: dict[str, Callable[[Iterable[str]], Collection[str]]] = {
        "topics": lambda _codes: skills(),
        "countries": known_countries,
        "regions": known_regions,
        "languages": known_languages,
        "priorities": known_priorities,
        "key_results": known_key_results,
    }
    return known[name](codes)


def _unknown(name: str) -> str:
    return {
        "countries": _("“%(code)s” is not the code of a country, such as GH."),
        "languages": _("“%(code)s” is not the code of a language, such as sw."),
        "regions": _("“%(code)s” is not the key of a region, such as south-asia."),
        "priorities": _("No plan has a priority “%(code)s”."),
        "key_results": _("No plan has a key result “%(code)s”."),
    }.get(name, _("“%(code)s” is none of the choices."))
