"""What leads to a person: addresses, telephone numbers, accounts, places, and what says that a name follows.

It finds what is written as such, in the digits of any script. No program finds all of it; the pages say so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FEWEST_DIGITS = 7  # of a telephone number
_YEAR, _MONTH, _DAY = r"(?:19|20)\d\d", r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
# Only what can be a day: "0551-23-45" is none, nor is a part of "01.23.45.67.89".
_DATES = re.compile(
    rf"(?<!\d)(?<!\d[-./])(?:{_YEAR}[-./]{_MONTH}[-./]{_DAY}|{_DAY}[-./]{_DAY}[-./](?:{_YEAR}|\d\d)|"
    rf"{_YEAR}\s?[-\u2010-\u2015]\s?{_YEAR}|\d{{1,2}}:\d{{2}})(?![-./]?\d)"
)
# A million, not a telephone.
_ROUND = re.compile(r"(?<![+\d])(?<!\d[\s.])[1-9]\d{0,2}(?:[ .\u00a0\u202f]000)+(?![ .]?\d)")
_PHONE = re.compile(r"\+?\(?\d[\d\s().\-\u2010-\u2015/]{4,}\d")
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
_MESSENGERS = (
    r"(?:signal|telegram|whatsapp|threema|viber|wechat|session|wire|matrix|imo|сигнал|سيجنال|تيليجرام|واتساب)"
)
_USERS = (
    r"(?:user(?: talk)?|usuari[oa]|utilisat(?:eur|rice)|benutzer(?:in)?|مستخدمة?|участник|участница|कर्ता)"
)


@dataclass(frozen=True)
class Sort:
    """One way to reach somebody, and the sentence for whoever wrote it."""

    pattern: re.Pattern[str]
    sentence: str | Promise


def _sort(pattern: str, sentence: Promise) -> Sort:
    return Sort(re.compile(pattern, re.IGNORECASE), sentence)


_IS_MAIL = _("“%(found)s” is an address of mail. Leave it out.")
_IS_ACCOUNT = _("“%(found)s” leads to somebody’s account. Leave it out.")
_IS_PHONE = _("“%(found)s” looks like a telephone number. Leave it out.")
SORTS = (
    _sort(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]{2,}", _IS_MAIL),
    _sort(
        r"\S+\s?(?:@|[(\[{]\s?(?:at|arroba)\s?[)\]}])\s?[^\s@<>]+(?:\.|\s?[(\[{]\s?(?:dot|punto)\s?[)\]}]\s?)\w{2,}|"
        r"\S+\s(?:at|arroba)\s\S+\s(?:dot|punto)\s\w{2,}",
        _IS_MAIL,
    ),
    _sort(rf"\b{_PROFILES}/\S+", _IS_ACCOUNT),
    _sort(rf"(?<![\w.])@\w{{2,}}|\b{_USERS}\s?:\s?\S+", _IS_ACCOUNT),
    _sort(
        rf"(?<!\w){_MESSENGERS}(?:\s(?:id|name|user|username|usuario))?\s?[:=]\s?\S*[\d._@+]\S*|"
        r"\b(?:mailto|tel|sgnl|signal|tg|whatsapp|xmpp)\s?:/{0,2}\S+",
        _IS_ACCOUNT,
    ),
    _sort(
        r"\b(?:https?|ftp)\s?:\s?/{1,2}\S+|\bwww\.\S+",
        _("“%(found)s” is the address of a page, which may lead to somebody. Leave it out."),
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


def problems(text: str) -> Iterator[str]:
    """A sentence for each thing in it by which somebody could be reached."""
    plain = as_read(text)
    said = set[str | Promise]()
    for sort in SORTS:
        if (found := sort.pattern.search(plain)) and sort.sentence not in said:
            said.add(sort.sentence)
            yield str(sort.sentence) % {"found": found.group().strip()}
    yield from (str(_IS_PHONE) % {"found": each} for each in _phones(plain))


def as_read(text: str) -> str:
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
