"""What affiliates and communities have in common when they are described: cleaned, checked, written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from babel import Locale
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Model, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from thriving.kernel.words import Words
from thriving.movement.actions.actor import Refused
from thriving.movement.models import Affiliate, Community, Country, Language, Reach, Region
from thriving.movement.spelling import line

LONGEST_KEY = 60
LONGEST_NAME = 150
LONGEST_TEXT = 3_000
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Addresses under which something else stands, so that no group can be named so.
TAKEN_KEYS = frozenset({"apply", "new", "waiting", "import", "search"})
_PAGE = URLValidator(schemes=["https"])

Reaches = Mapping[str, Iterable[str]]


@dataclass(frozen=True)
class Described:
    """A group as somebody describes it. Whoever describes it says all of it: what is empty is emptied."""

    kind: str
    name: Words
    text: Words = field(default_factory=Words)  # an affiliate's mission; what a community is about
    contact: str = ""
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    acronym: str = ""
    meta_page: str = ""
    letter: str = ""
    theme: str = ""

    @property
    def reaches(self) -> dict[str, frozenset[str]]:
        return {
            Reach.COUNTRY: frozenset(self.countries),
            Reach.REGION: frozenset(self.regions),
            Reach.LANGUAGE: frozenset(self.languages),
        }


def clean(text: str) -> str:
    """Line by line without signs that nobody sees: they make one name pass for another, or turn a line."""
    return "\n".join(line(each) for each in text.splitlines()).strip()


def clean_words(words: Words) -> Words:
    return Words({code: line(text) for code, text in words.items() if line(text)})


def clean_texts(words: Words) -> Words:
    return Words({code: clean(text) for code, text in words.items() if clean(text)})


def key_problem(key: str) -> str:
    """Why this cannot be the last part of an address; empty where it can."""
    if KEY.fullmatch(key) and key not in TAKEN_KEYS and len(key) <= LONGEST_KEY:
        return ""
    sentence = _("“%(key)s” cannot stand in an address: use small Latin letters, digits and hyphens.")
    return sentence % {"key": key[:LONGEST_KEY]}


def require_key(key: str) -> None:
    if sentence := key_problem(key):
        raise Refused(sentence)


def free_key(texts: Iterable[str], otherwise: str, taken: QuerySet[Any, str]) -> str:
    """The last part of an address, from the first text with Latin letters; numbered where it is taken."""
    stem = next(filter(None, map(_stem, texts)), otherwise)
    others = set(taken.filter(key__startswith=stem)) | TAKEN_KEYS
    numbered = (f"{stem}-{number}" for number in range(2, len(others) + 3))
    return stem if stem not in others else next(key for key in numbered if key not in others)


def _stem(text: str) -> str:
    """Its Latin letters without their accents, short enough for a number behind them."""
    plain = slugify(unicodedata.normalize("NFKD", text)).replace("_", "-").strip("-")
    return plain[: LONGEST_KEY - 6].strip("-")


def problems(said: Described) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with a description: the field, and the sentence for who can mend it."""
    if not clean_words(said.name):
        yield "name", _("A group needs a name.")
    if any(len(name) > LONGEST_NAME for name in said.name.values()):
        yield "name", _("A name has at most %(count)d characters.") % {"count": LONGEST_NAME}
    if any(len(text) > LONGEST_TEXT for text in said.text.values()):
        yield "text", _("This text has at most %(count)d characters.") % {"count": LONGEST_TEXT}
    for name in ("meta_page", "letter"):
        if (address := getattr(said, name)) and not is_page(address):
            yield name, _("This is no address of a page: it starts with https://.")
    if said.theme and not re.fullmatch(r"Q[1-9]\d{0,18}", said.theme):
        yield "theme", _("“%(code)s” is no item of Wikidata, such as Q11024.") % {"code": said.theme[:40]}
    yield from _unknown("countries", said.countries, known_countries(said.countries))
    yield from _unknown("languages", said.languages, known_languages(said.languages))
    yield from _unknown("regions", said.regions, known_regions(said.regions))


def require_sound(said: Described) -> None:
    if found := [sentence for _field, sentence in problems(said)]:
        raise Refused(" ".join(found))


def write_reaches(group: Affiliate | Community, said: Described) -> bool:
    """Have the group serve exactly what is said; whether anything changed."""
    before = {(each.what, each.code) for each in group.reaches.all()}
    after = {(what, code) for what, codes in said.reaches.items() for code in codes}
    for what, code in before - after:
        group.reaches.filter(what=what, code=code).delete()
    for what, code in sorted(after - before):
        group.reaches.create(what=what, code=code)
    getattr(group, "_prefetched_objects_cache", {}).pop("reaches", None)
    return before != after


def set_all(record: Model, values: Mapping[str, object]) -> list[str]:
    """Put the values on the record; the names of those that are new."""
    changed = [name for name, value in values.items() if getattr(record, name) != value]
    for name in changed:
        setattr(record, name, values[name])
    return changed


def known_countries(codes: Iterable[str]) -> set[str]:
    """By the reference files, and before they are loaded by CLDR."""
    wanted = set(codes)
    if not wanted:
        return set()
    loaded = set(Country.objects.filter(code__in=wanted).values_list("code", flat=True))
    return loaded | {code for code in wanted if code.isalpha() and code in Locale("en").territories}


def known_languages(codes: Iterable[str]) -> set[str]:
    wanted = set(codes)
    if not wanted:
        return set()
    loaded = set(Language.objects.filter(code__in=wanted).values_list("code", flat=True))
    return loaded | {code for code in wanted if code.replace("-", "_") in Locale("en").languages}


def known_regions(keys: Iterable[str]) -> set[str]:
    """Any region of any scheme; before the schemes are loaded, whatever may be the key of one."""
    wanted = set(keys)
    if not wanted:
        return set()
    if not Region.objects.exists():
        return {key for key in wanted if KEY.fullmatch(key)}
    return set(Region.objects.filter(key__in=wanted).values_list("key", flat=True))


def _unknown(name: str, codes: Iterable[str], known: set[str]) -> Iterator[tuple[str, str]]:
    sentences = {
        "countries": _("“%(code)s” is not the code of a country, such as GH."),
        "languages": _("“%(code)s” is not the code of a language, such as sw."),
        "regions": _("“%(code)s” is not the key of a region, such as south-asia."),
    }
    for code in codes:
        if code not in known:
            yield name, sentences[name] % {"code": code[:80]}


def is_page(address: str) -> bool:
    try:
        _PAGE(address)
    except ValidationError:
        return False
    return True
