"""What a score is made of, in sentences: a volunteer's words for the engine's numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from thriving.movement.naming import region_name
from thriving.movement.skills import skills
from thriving.programs.matching.engine import Contribution, Match, Offer
from thriving.programs.matching.engine.parts import IN_COUNTRY, IN_REGION, WHOLE, served
from thriving.programs.matching.engine.said import LEAST_SHARED
from thriving.programs.matching.engine.tree import EXACT
from thriving.ui import cldr

PARTS: Mapping[str, str | Promise] = {
    "wanted": gettext_lazy("What you want and what you need"),
    "level": gettext_lazy("What you know already"),
    "language": gettext_lazy("Language"),
    "availability": gettext_lazy("Time"),
    "place": gettext_lazy("Where"),
    "recency": gettext_lazy("How fresh it is"),
    "reciprocity": gettext_lazy("What you can give in return"),
    "under_served": gettext_lazy("For those who are served least"),
}
MEANINGS: Mapping[str, str | Promise] = {
    "wanted": gettext_lazy(
        "How much of what you want to do and need this offers: the same thing counts whole, a part of it "
        "0.8, the whole that it is a part of 0.5, something beside it 0.3. Where it does not say what it is "
        "about, 0.5."
    ),
    "level": gettext_lazy("Whether it goes further than what you know: further counts whole, as far 0.6."),
    "language": gettext_lazy("How well both sides know the best language that they share."),
    "availability": gettext_lazy(
        "How much of the time that it asks for you have; hours asked only once are spread over four weeks."
    ),
    "place": gettext_lazy("For your country whole, for your region 0.8, for everywhere 0.5."),
    "recency": gettext_lazy("When somebody last said that all this is so: after 180 days it counts half."),
    "reciprocity": gettext_lazy("Whether you could give something that is wanted in return."),
    "under_served": gettext_lazy(
        "Whole where it is for a language or a country that is known to be emerging or underrepresented, "
        "otherwise nothing. It is the same for everybody who asks."
    ),
}
_TELL: Mapping[str, str | Promise] = {
    "wanted": gettext_lazy("Tell what you want to do or need, and this can count more."),
    "level": gettext_lazy("Tell how much you know already, and this can count more."),
    "language": gettext_lazy("Tell your language, and this can count more."),
    "availability": gettext_lazy("Tell how much time you have, and this can count more."),
    "place": gettext_lazy("Tell where you are, as roughly as you like, and this can count more."),
    "reciprocity": gettext_lazy("Tell what you could give in return, and this can count more."),
}


@dataclass(frozen=True)
class Line:
    """One contribution to a score, as its table shows it."""

    title: str
    points: str
    most: str
    words: str


def lines(match: Match, needs: Mapping[str, str] | None = None) -> list[Line]:
    """They sum up to the score; ``needs`` names sorts of support."""
    return [
        Line(
            str(PARTS[each.part.name]),
            points(each.hundredths),
            cldr.number(each.weight),
            _told(match, each, needs or {}),
        )
        for each in match.contributions
    ]


def points(hundredths: int) -> str:
    decimals = 0 if hundredths % 100 == 0 else 1 if hundredths % 10 == 0 else 2
    return cldr.number(hundredths / 100, decimals)


def reasons(match: Match, needs: Mapping[str, str] | None = None) -> list[str]:
    """Why it is here, in a few words each: what speaks for it first, then what presses."""
    by_name = {each.part.name: each for each in match.contributions}
    told = (
        sentence(match, needs or {})
        for name, sentence in _SPEAKING.items()
        if name in by_name and by_name[name].value >= _LEAST.get(name, 1) and not by_name[name].missing
    )
    return [each for each in (*told, *pressing(match.offer, match.asking.terms.day)) if each]


def pressing(offer: Offer, day: date) -> Iterator[str]:
    """Whether places are left, and until when."""
    if offer.places_left:
        yield ngettext("one place left", "%(count)s places left", offer.places_left) % {
            "count": cldr.number(offer.places_left)
        }
    if offer.closes_on:
        yield _closing((offer.closes_on - day).days)


def _closing(days: int) -> str:
    if days <= 0:
        return _("closes today")
    return ngettext("closes tomorrow", "closes in %(count)s days", days) % {"count": cldr.number(days)}


def _told(match: Match, each: Contribution, needs: Mapping[str, str]) -> str:
    if each.missing == "asker":
        return str(_TELL.get(each.part.name, ""))
    if each.missing == "offer":
        return _("It does not say, so this counts half.")
    return _SENTENCES[each.part.name](match, needs) or _("Nothing here speaks for it.")


def shared_things(match: Match, needs: Mapping[str, str]) -> list[str]:
    """What is wanted and offered, by name: the nearest of each, and once, as near as it is to any of them."""
    wanted, offer = match.asking.wanted, match.offer
    tree = match.asking.terms.tree
    topics = [
        max(((tree.nearness(topic, each), each) for each in offer.topics), default=(0, ""))
        for topic in wanted.topics
    ]
    nearest: dict[str, int] = {}
    for nearness, key in topics:
        nearest[key] = max(nearness, nearest.get(key, 0))
    found = [_topic(key, nearness) for key, nearness in nearest.items() if nearness]
    return [*found, *(needs.get(each, each) for each in wanted.needs if each in offer.gives)]


def _listed(things: Iterable[str]) -> str:
    return pgettext("between two things of a list", ", ").join(things)


def _topic(key: str, nearness: int) -> str:
    name = str(skills()[key].name) if key in skills() else key
    return name if nearness == EXACT else _("%(topic)s (which is close)") % {"topic": name}


def _wanted(match: Match, needs: Mapping[str, str]) -> str:
    found = shared_things(match, needs)
    told = _("wants: %(things)s") if match.asking.wanted.is_offered else _("offers: %(things)s")
    return told % {"things": _listed(found)} if found else ""


def _language(match: Match, _needs: Mapping[str, str]) -> str:
    mine = match.asking.wanted.languages
    both = ((min(level, mine[code]), code) for code, level in match.offer.languages.items() if code in mine)
    level, best = max(both, default=(0, ""))
    if level < LEAST_SHARED:
        return ""
    return _("in your language, %(language)s") % {"language": cldr.language_name(best)}


def _place(match: Match, _needs: Mapping[str, str]) -> str:
    wanted, value = match.asking.wanted, _value(match, "place")
    if match.offer.is_everywhere:
        return _("for people everywhere") if wanted.country or wanted.region else _("at hours like yours")
    if value == IN_COUNTRY and wanted.country in match.offer.countries:
        return _("for your country, %(country)s") % {"country": cldr.country_name(wanted.country)}
    if value == IN_REGION:
        return _("for your region")
    return ""


def _availability(match: Match, _needs: Mapping[str, str]) -> str:
    hours = match.offer.hours
    if hours is None:
        return _("has time when you have it")
    if match.offer.pace == "monthly":
        hours = match.offer.week.bit_count()
        told = ngettext("has time for one hour a month", "has time for %(count)s hours a month", hours)
    elif match.offer.pace == "once":
        told = ngettext("takes one hour altogether", "takes %(count)s hours altogether", hours)
    else:
        told = ngettext("takes one hour a week", "takes %(count)s hours a week", hours)
    return told % {"count": cldr.number(hours)}


def _level(match: Match, _needs: Mapping[str, str]) -> str:
    mine = match.asking.wanted.level
    further = match.offer.level is not None and mine is not None and match.offer.level > mine
    return _("goes further than what you know") if further else _("goes as far as what you know")


def _recency(match: Match, _needs: Mapping[str, str]) -> str:
    if match.offer.confirmed_on is None:
        return ""
    days = max((match.asking.terms.day - match.offer.confirmed_on).days, 0)
    if not days:
        return _("confirmed today")
    return ngettext("confirmed yesterday", "confirmed %(count)s days ago", days) % {
        "count": cldr.number(days)
    }


def _reciprocity(match: Match, _needs: Mapping[str, str]) -> str:
    both = match.asking.wanted.offers & match.offer.wants
    named = (str(skills()[key].name) if key in skills() else key for key in sorted(both))
    return _("wants what you can give: %(things)s") % {"things": _listed(named)} if both else ""


def _under_served(match: Match, _needs: Mapping[str, str]) -> str:
    found = sorted(served(match.offer, match.asking.terms.under_served))
    if not found:
        return ""
    named = _listed(_called(code, match.offer) for code in found)
    return _("comes first because it is for those served least: %(names)s") % {"names": named}


def _called(code: str, offer: Offer) -> str:
    if code in offer.languages:
        return cldr.language_name(code)
    return cldr.country_name(code) if code in offer.countries else region_name(code)


def _value(match: Match, name: str) -> int | None:
    return next((each.value for each in match.contributions if each.part.name == name), None)


Sentence = Callable[[Match, Mapping[str, str]], str]
_SENTENCES: Mapping[str, Sentence] = {
    "wanted": _wanted,
    "level": _level,
    "language": _language,
    "availability": _availability,
    "place": _place,
    "recency": _recency,
    "reciprocity": _reciprocity,
    "under_served": _under_served,
}
# More time than one has does not speak for it.
_LEAST = {"availability": WHOLE}
# How fresh it is counts, but nobody joins for it.
_SPEAKING = {name: sentence for name, sentence in _SENTENCES.items() if name != "recency"}


def in_a_row(sentences: Iterable[str]) -> str:
    """As one line: "in your language, Dagbani; 7 places left; closes in 12 days"."""
    return pgettext("between two reasons", "; ").join(sentences)
