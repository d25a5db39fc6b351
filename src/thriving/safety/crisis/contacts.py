"""What leads to a person: addresses, telephone numbers, accounts, places, and what looks like a name.

It finds what is written as such, in any script's digits; no program finds all of it, and the pages say so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FEWEST_DIGITS = 7  # of a telephone number
SHORTEST_ALONE = 4  # letters of a name that stands alone
_BORDERED = ("LATIN", "CYRILLIC", "GREEK")
_DATES = re.compile(
    r"\b\d{4}[-./]\d{1,2}[-./]\d{1,2}\b|\b\d{1,2}[-./]\d{1,2}[-./]\d{2,4}\b|\b\d{4}\s?[-–]\s?\d{4}\b|\b\d{1,2}:\d{2}\b"
)
_ROUND = re.compile(r"\b\d{1,3}(?:[ .\u00a0\u202f]000)+\b")  # a million, not a telephone
_PHONE = re.compile(r"\+?\(?\d[\d\s().\-–/]{4,}\d")
_STREETS = (
    r"(?:street|road|avenue|lane|boulevard|square|straße|strasse|gasse|allee|calle|avenida|carrera|plaza|rue|via|viale|rua|"
    r"travessa|ulica|улица|ул\.|проспект|شارع|طريق|ميدان|sokak|caddesi)"
)
_TITLES = (
    r"(?:mr|mrs|ms|dr|prof|sr|sra|srta|señor|señora|don|doña|mme|herr|frau|"
    r"السيد|السيدة|الأستاذ|الدكتور|الدكتورة)"
)
_NAMED = (
    r"(?:named|called|(?:my|his|her|their) name is|me llamo|se llama|llamad[oa]|اسمه|اسمها|اسمي|يدعى|تدعى)"
)
_PROFILES = (
    r"(?:t\.me|telegram\.me|wa\.me|signal\.me|signal\.group|facebook\.com|fb\.com|instagram\.com|twitter\.com|x\.com|"
    r"tiktok\.com|linkedin\.com|vk\.com|discord\.gg)"
)
_PARTICLES = {"de", "del", "da", "di", "la", "van", "von", "bin", "ibn", "al", "el", "y"}
_OURS = [
    "wikipedia",
    "wikimedia",
    "wikidata",
    "wikibooks",
    "wikiquote",
    "wiktionary",
    "wikisource",
    "wikiversity",
    "wikivoyage",
    "wikinews",
    "commons",
    "meta",
    "foundation",
    "movement",
    "user",
    "group",
    "chapter",
    "affiliate",
    "conference",
    "hackathon",
    "internet",
    "government",
    "ministry",
    "interior",
    "police",
    "court",
    "high",
    "supreme",
    "national",
    "state",
    "university",
    "library",
    "museum",
    "board",
    "trustees",
    "council",
    "edit",
    "thon",
    "editathon",
    "human",
    "rights",
    "freedom",
    "network",
    "information",
    "technology",
    "telecom",
    "the",
    "a",
    "an",
    "in",
    "on",
    "at",
    "of",
    "for",
    "by",
    "and",
    "or",
    "but",
    "this",
    "that",
    "we",
    "they",
    "it",
    "all",
    "our",
    "since",
]


@dataclass(frozen=True)
class Sort:
    """One way to reach somebody, and the sentence for whoever wrote it."""

    pattern: re.Pattern[str]
    sentence: str | Promise


def _sort(pattern: str, sentence: Promise) -> Sort:
    return Sort(re.compile(pattern, re.IGNORECASE), sentence)


SORTS = (
    _sort(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]{2,}", _("“%(found)s” is an address of mail. Leave it out.")),
    _sort(rf"\b{_PROFILES}/\S+", _("“%(found)s” leads to somebody’s account. Leave it out.")),
    _sort(
        r"(?<![\w.])@\w{2,}|\b(?:user|usuari[oa]|utilisateur|benutzer(?:in)?|مستخدمة?|участник|участница)\s?:\s?\S+",
        _("“%(found)s” leads to somebody’s account. Leave it out."),
    ),
    _sort(
        r"-?\d{1,3}[.,]\d{3,}°?\s*[NS]?\s*[,;/ ]\s*-?\d{1,3}[.,]\d{3,}|\d{1,3}°\s*\d{1,2}",
        _("“%(found)s” says where on the map somebody is. Leave it out."),
    ),
    _sort(
        r"(?<!\d)(?:\d{1,3}\.){3}\d{1,3}(?!\d)|(?:[0-9a-f]{1,4}:){3,}[0-9a-f:]+",
        _("“%(found)s” is the address of somebody’s connection. Leave it out."),
    ),
    _sort(
        rf"\b{_STREETS}\s+(?:[^\W\d]+\s+){{0,4}}\d{{1,5}}\b|\b\d{{1,5}}\w?,?\s+(?:[^\W\d]+\s+){{1,4}}{_STREETS}\b|"
        rf"\b[^\W\d]+(?:straße|strasse|gasse|allee)\s+\d{{1,5}}",
        _("“%(found)s” is the address of a house. Leave it out."),
    ),
    _sort(
        rf"(?<!\w){_TITLES}\.?\s+[^\W\d]\w+|(?<!\w){_NAMED}\s+[^\W\d]\w+",
        _("“%(found)s” names somebody. Write without names."),
    ),
)
_IS_PHONE = _("“%(found)s” looks like a telephone number. Leave it out.")


def problems(text: str) -> Iterator[str]:
    """A sentence for each thing in it by which somebody could be reached."""
    plain = _plain(text)
    for sort in SORTS:
        if found := sort.pattern.search(plain):
            yield str(sort.sentence) % {"found": found.group().strip()}
    yield from (str(_IS_PHONE) % {"found": each} for each in _phones(plain))


def names_in(text: str) -> list[str]:
    """What looks like a name: two words with a capital, side by side, that are not a country's or our own.

    Only where a script has capitals.
    """
    found, run = [], list[str]()
    for word in [*re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]", _plain(text)), "."]:
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
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", _plain(text))
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


def _plain(text: str) -> str:
    """With the digits and spaces that we look for, and without marks that nobody sees."""
    alike = unicodedata.normalize("NFKC", text)
    seen = "".join(letter for letter in alike if unicodedata.category(letter) != "Cf")
    return "".join(
        str(unicodedata.digit(each)) if unicodedata.category(each) == "Nd" else each for each in seen
    )


def _phones(text: str) -> Iterator[str]:
    rest = _ROUND.sub(" ", _DATES.sub(" ", text))
    for found in _PHONE.findall(rest):
        if sum(each.isdigit() for each in found) >= FEWEST_DIGITS:
            yield found.strip()


def _is_cased(word: str) -> bool:
    return unicodedata.name(word[0], "").startswith(_BORDERED)


def _is_capital(word: str) -> bool:
    return (
        _is_cased(word)
        and word[0].isupper()
        and not (word.isupper() and len(word) > 1)
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
