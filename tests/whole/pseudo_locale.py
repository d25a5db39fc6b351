"""A language that nobody speaks: every message in brackets.

Whatever stands outside them was never offered to a translator, unless it is data.
"""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

from babel import Locale
from django.apps import apps
from django.conf import settings
from django.core.cache import cache as kept_pages
from django.db.models import CharField, TextField
from django.utils.translation import trans_real

import thriving
from thriving.kernel.sealed import SealedField
from thriving.kernel.words import Words, WordsField
from thriving.movement.skills import skills
from thriving.programs.capacity import catalog
from thriving.programs.initiatives import vocabulary
from thriving.ui import cldr
from thriving.web import alarm

OPEN, CLOSE = "⟦", "⟧"
# What is the same in every language: our name and those of formats, signs, bodies and their abbreviations.
NAMES = ("Thriving", "CSV", "JSON", "XLSX", "UTC", "OpenAPI", "TOML", "SHA", "Wikimedia", "Wikipedia")
NOT_READ = {
    "script",
    "style",
    "code",
    "pre",
    "kbd",
    "samp",
    "textarea",
    "bdi",
}  # <bdi> marks what people typed
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SPOKEN_ATTRIBUTES = ("alt", "aria-label", "placeholder", "title")
NAMING = {
    "shown_name",
    "name",
    "username",
    "email",
    "address",
    "project",
    "title",
    "words",
}  # short fields that hold what somebody wrote
TIME = r"\d{1,2}:\d{2}(:\d{2})?\s(am|pm)"  # by CLDR, as dates are
KEY = r"\([a-z0-9/-]+\)|\([A-Z]{3}\)"  # of a part, or of a currency, told after its title
WORD = re.compile(r"[^\W\d_]{2,}")


class Bracketing(trans_real.DjangoTranslation):
    """English in brackets, nested where one message stands in another."""

    def __init__(self) -> None:
        super().__init__("en")

    def gettext(self, message: str) -> str:
        return f"{OPEN}{message.rpartition(trans_real.CONTEXT_SEPARATOR)[2]}{CLOSE}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@contextmanager
def spoken() -> Iterator[None]:
    """Let English be the bracketed one; pages that are kept in memory are forgotten before and after."""
    honest = trans_real.translation("en")
    trans_real._translations["en"] = Bracketing()  # type: ignore[attr-defined] # noqa: SLF001 -- no public way
    trans_real.activate("en")
    _forget()
    try:
        yield
    finally:
        trans_real._translations["en"] = honest  # type: ignore[attr-defined] # noqa: SLF001 -- the same
        trans_real.activate("en")
        _forget()


def _forget() -> None:
    kept_pages.clear()
    shutil.rmtree(Path(settings.DATA) / "packages", ignore_errors=True)  # in English, whoever asks
    alarm._said.clear()  # noqa: SLF001 -- this process's own memory, by language


def bare(page: str, data: Iterable[str] = ()) -> list[str]:
    """The words of a page that are neither in brackets nor ``data``."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    texts = [*_outside(reader.text), *(text for each in reader.attributes for text in _outside(each))]
    data = frozenset(data)
    known = _pattern(data)
    told = [" ".join(text.split()) for text in texts if text.strip()]
    return [text for text in told if WORD.search(known.sub(" ", text)) and not _is_cut(text, data)]


def _is_cut(text: str, data: frozenset[str]) -> bool:
    """Whether it is the beginning of something longer that somebody wrote."""
    return text.endswith("…") and any(each.startswith(text.removesuffix("…").strip()) for each in data)


def data_of_records() -> set[str]:
    """Whatever people wrote: words of plans and places, names, reasons, notes; and what lists bring along."""
    return {text for model in apps.get_models() for text in _written(model)} | _shipped_words()


def _shipped_words() -> set[str]:
    """Of skills, of capacities and of what initiatives give: their files say them in each language."""
    told = [words for sort in get_args(vocabulary.Sort) for words in vocabulary.words_for(sort).values()]
    assessed = [words for each in catalog.lists.values() for words in _words_of(each)]
    sources = {each.source for each in catalog.lists.values()}
    return sources | {str(words) for words in (*told, *assessed, *(each.name for each in skills().values()))}


def _words_of(capacities: catalog.CapacityList) -> Iterator[Words]:
    for group in capacities.groups:
        yield group.name
        for each in group.capacities:
            yield from (each.name, each.text)


class _Reader(HTMLParser):
    """The text of a page in its order, and each attribute that is read out."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.attributes = "", list[str]()
        self._open: list[tuple[str, bool]] = []  # each element, and whether it is skipped

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if not self._skips:
            self.attributes += [said[name] or "" for name in SPOKEN_ATTRIBUTES if name in said]
            if tag == "input" and said.get("type") in {"submit", "button"}:
                self.attributes.append(said.get("value") or "")
        self.text += "\n"
        if tag not in VOID:
            other = said.get("lang") not in {None, "en"}
            self._open.append((tag, self._skips or other or tag in NOT_READ))

    def handle_endtag(self, tag: str) -> None:
        self.text += "\n"
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._skips:
            self.text += data
        else:  # a message may begin or end in what is skipped
            self.text += re.sub(f"[^{OPEN}{CLOSE}]", "", data)

    @property
    def _skips(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def _outside(text: str) -> list[str]:
    """The runs of text outside all brackets, element by element."""
    depth, runs = 0, [""]
    for letter in text:
        depth += {OPEN: 1, CLOSE: -1}.get(letter, 0)
        if depth == 0 and letter != CLOSE:
            runs[-1] += letter
        if letter in {"\n", OPEN, CLOSE}:
            runs.append("")
    if depth:
        runs.append(f"brackets that do not close: {text[-200:]!r}")
    return runs


@cache
def _pattern(data: frozenset[str]) -> re.Pattern[str]:
    known = sorted({*data, *NAMES, *_of_cldr(), *_of_shipped_files()}, key=len, reverse=True)
    words = "|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in known)
    return re.compile(rf"{words}|{KEY}|{TIME}")


def _of_cldr() -> Iterator[str]:
    """Names of months, countries and languages come from CLDR in every language."""
    yield from (str(Locale(code).get_display_name(code)) for code, _name in settings.LANGUAGES)
    yield from ("and", "or")  # of lists
    yield from map(cldr.zone_name, cldr.zones())
    for english in (Locale("en"), Locale("en_GB")):
        for names in (english.territories, english.languages, english.scripts, english.currencies):
            yield from names.values()
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                yield from english.months[context][width].values()
                yield from english.days[context][width].values()


def _of_shipped_files() -> Iterator[str]:
    """Lists that come with the product have their words in each language beside them, as plans do."""
    for path in Path(thriving.__file__).parent.glob("*/data/*.toml"):
        yield from _english(tomllib.loads(path.read_text("utf-8")))


def _english(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (text for key, text in value.items() if key == "en" and isinstance(text, str))
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _english(each)


def _written(model: Any) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        if isinstance(field, WordsField):
            for words in model._base_manager.values_list(field.name, flat=True):
                yield from _texts(words)
        elif isinstance(field, SealedField):
            for record in model._base_manager.all():
                yield from _lines(getattr(record, field.name))
        elif isinstance(field, TextField) or _is_name(field):
            for text in filter(None, model._base_manager.values_list(field.name, flat=True)):
                yield from _lines(text)
        elif field.get_internal_type() == "JSONField":
            for value in model._base_manager.values_list(field.name, flat=True):
                yield from _titles(value)


def _lines(text: str) -> Iterator[str]:
    """A text, and each line of it: pages tell paragraphs apart, and what begins one as a heading."""
    yield text
    yield from (line.lstrip("# ").strip() for line in text.splitlines() if line.strip("# "))


def _is_name(field: Any) -> bool:
    return isinstance(field, CharField) and field.name in NAMING


def _titles(value: Any) -> Iterator[str]:
    """The titles and texts in a value: members of sets, steps of milestones, pieces of a box, criteria."""
    if isinstance(value, dict):
        for name in ("title", "text", "anchors"):
            if isinstance(value.get(name), dict):
                yield from _texts(value[name])
            elif isinstance(value.get(name), str):
                yield value[name]
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _titles(each)


def _texts(words: Any) -> Iterator[str]:
    yield from (" ".join(str(text).split()) for text in dict(words or {}).values() if text)
