"""What was found, as the page shows it: in the reader's language, with reasons and what would change it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from thriving.kernel.words import Words
from thriving.programs.finder.answers import Answers
from thriving.programs.finder.sources import sources
from thriving.programs.matching import wording
from thriving.programs.matching.engine import Change, Found, Match, Removed
from thriving.ui import cldr
from thriving.ui.content import kept

MOST_ANSWERS = 3  # of one question, that "what would change this" names


@dataclass(frozen=True)
class Result:
    title: str
    language: str  # of the title
    instead: str  # the name of that language, where the reader asked for another one
    sort: str
    address: str
    reasons: str
    score: str
    lines: list[wording.Line]
    sample: bool
    verdict: str  # the address where one says whether it is of use

    @property
    def direction(self) -> str:
        return cldr.direction_of(self.language)


@dataclass(frozen=True)
class Way:
    """What would change the list: a sentence, and the address that does it where an answer can."""

    words: str
    address: str = ""


def result(match: Match, answers: Answers, needs: Mapping[str, str]) -> Result:
    offer = match.offer
    title, language, meant = titled(offer.title, answers.languages)
    return Result(
        title=title or offer.key,
        language=language,
        instead="" if meant else cldr.language_name(language),
        sort=str(sources[offer.source].title) if offer.source in sources else "",
        address=kept(offer.address, language, Words(offer.title)) if meant else offer.address,
        reasons=wording.in_a_row(wording.reasons(match, needs)),
        score=wording.points(match.score),
        lines=wording.lines(match, needs),
        sample=offer.sample,
        verdict=f"{reverse('finder:useful')}{answers.address()}&{urlencode({'offer': offer.key})}",
    )


def titled(title: Mapping[str, str], languages: tuple[str, ...]) -> tuple[str, str, bool]:
    """The title in the first language of the answers that it has, then in that of the page.

    With its language, and whether that is one which the reader asked for.
    """
    words = Words(title)
    asked = (*languages, *(() if languages else (get_language() or "en",)))
    for language in (*asked, get_language() or "en"):
        text, code = words.best(language)
        if text and not words.falls_back(language):
            return text, code, language in asked
    return *words.best(), False


def removed(found: Found) -> list[str]:
    """A sentence for each filter that kept something out, in their order."""
    return [_REMOVED[each.filter.name](each) for each in found.removed if each.number]


def ways(found: Found, answers: Answers, needs: Mapping[str, str]) -> list[Way]:
    """What would let in how many more, what adds most first."""
    return [way for change in found.changes for way in _WAYS[change.filter.name](change, answers, needs)]


def _open(each: Removed) -> str:
    told = ngettext("%(count)s is not open yet.", "%(count)s are not open yet.", each.number)
    return told % {"count": cldr.number(each.number)}


def _full(each: Removed) -> str:
    told = ngettext("%(count)s has no place left.", "%(count)s have no place left.", each.number)
    return told % {"count": cldr.number(each.number)}


def _elsewhere(each: Removed) -> str:
    told = ngettext("%(count)s is for other places.", "%(count)s are for other places.", each.number)
    return told % {"count": cldr.number(each.number)}


def _in_others(each: Removed) -> str:
    told = ngettext(
        "%(count)s is in other languages than yours.",
        "%(count)s are in other languages than yours.",
        each.number,
    )
    return told % {"count": cldr.number(each.number)}


def _of_nothing(each: Removed) -> str:
    told = ngettext(
        "%(count)s offers nothing of what you want to do or need.",
        "%(count)s offer nothing of what you want to do or need.",
        each.number,
    )
    return told % {"count": cldr.number(each.number)}


_REMOVED: Mapping[str, Callable[[Removed], str]] = {
    "open": _open,
    "places": _full,
    "place": _elsewhere,
    "language": _in_others,
    "wanted": _of_nothing,
}


def _opening(change: Change, _answers: Answers, _needs: Mapping[str, str]) -> Iterator[Way]:
    first = min((each for each, _adds in change.answers if isinstance(each, date)), default=None)
    if first:
        told = ngettext(
            "One more opens on %(day)s.", "%(count)s more open later, the first on %(day)s.", change.adds
        )
        yield Way(told % {"count": cldr.number(change.adds), "day": cldr.day(first)})


def _waiting(change: Change, _answers: Answers, _needs: Mapping[str, str]) -> Iterator[Way]:
    told = ngettext(
        "One more would fit, but all its places are taken.",
        "%(count)s more would fit, but all their places are taken.",
        change.adds,
    )
    yield Way(told % {"count": cldr.number(change.adds)})


def _anywhere(change: Change, answers: Answers, _needs: Mapping[str, str]) -> Iterator[Way]:
    yield Way(_adding(_("Look at all places"), change.adds), answers.address(where=""))


def _also_in(change: Change, answers: Answers, _needs: Mapping[str, str]) -> Iterator[Way]:
    for code, adds in change.answers[:MOST_ANSWERS]:
        asked = _("Say that %(language)s is fine, too") % {"language": cldr.language_name(str(code))}
        more = (*answers.languages, str(code))
        yield Way(_adding(asked, adds), answers.address(languages=more))


def _also_wanted(change: Change, answers: Answers, needs: Mapping[str, str]) -> Iterator[Way]:
    for code, adds in change.answers[:MOST_ANSWERS]:
        asked = _("Add to what you need: %(need)s") % {"need": needs.get(str(code), str(code))}
        yield Way(_adding(asked, adds), answers.address(need=(*answers.need, str(code))))
    yield Way(_adding(_("Leave open what you want and need"), change.adds), answers.address(do=(), need=()))


def _adding(asked: str, adds: int) -> str:
    told = ngettext("%(asked)s: one more", "%(asked)s: %(count)s more", adds)
    return told % {"asked": asked, "count": cldr.number(adds)}


_WAYS: Mapping[str, Callable[[Change, Answers, Mapping[str, str]], Iterator[Way]]] = {
    "open": _opening,
    "places": _waiting,
    "place": _anywhere,
    "language": _also_in,
    "wanted": _also_wanted,
}
