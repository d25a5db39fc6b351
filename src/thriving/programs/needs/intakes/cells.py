"""What people type into cells: numbers of many writings, codes from the paper, countries by any name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from babel import Locale
from django.conf import settings
from django.utils.translation import gettext as _

from thriving.kernel import clock
from thriving.movement import spelling
from thriving.movement.models import Country, Language
from thriving.questions.models import Question
from thriving.ui import cldr

Known = Mapping[str, set[str]]  # codes by everything that somebody may write for them
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’]")
_ARABIC_SIGNS = str.maketrans({"٫": ".", "٬": ""})  # its decimal sign, and the one between thousands
_THOUSANDS_OR_FRACTION = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_MANY_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3}){2,}(\.\d+)?|[+-]?\d{1,3},\d{3}\.\d+")
_BOTH_WITH_COMMA = re.compile(r"[+-]?\d{1,3}(\.\d{3})+,\d+|[+-]?\d{1,3}(\.\d{3}){2,}")
_NUMBER = re.compile(r"[+-]?\d{1,14}([.,]\d{1,6})?")
_CODES = re.compile(r"\d+([\s;,؛،；]+\d+)*")
_BETWEEN = re.compile(r"[;؛；،,\n]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST_DAY = date(2000, 1, 1)


def digits(text: str) -> str:
    """Its digits as 0 to 9, in whatever script they were written."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def number(cell: str) -> Decimal:
    """Raises ValueError with a sentence; what could be two numbers is neither."""
    typed = _SPACES.sub("", digits(cell))
    if _THOUSANDS_OR_FRACTION.fullmatch(typed):
        sentence = _("“%(cell)s” may mean two numbers. Write 1234, or 1.23.")
        raise ValueError(sentence % {"cell": cell[:40]})
    plain = typed.translate(_ARABIC_SIGNS)
    if _MANY_THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    elif _BOTH_WITH_COMMA.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    if not _NUMBER.fullmatch(plain):
        raise ValueError(_("“%(cell)s” is no number, such as 1200 or 3.5.") % {"cell": cell[:40]})
    return Decimal(plain.replace(",", "."))


def day(cell: str) -> date:
    typed = digits(cell)
    try:
        found = date.fromisoformat(typed) if _DAY.fullmatch(typed) else None
    except ValueError:
        found = None
    if found is None:
        raise ValueError(_("“%(cell)s” is not a day written like 2020-04-15.") % {"cell": cell[:40]})
    if not _FIRST_DAY <= found <= clock.today():
        raise ValueError(_("On this day nobody can have answered. Check the year."))
    return found


def yes_or_no(cell: str) -> bool:
    wanted = spelling.folded(digits(cell))
    for answer, ways in ((True, ("yes", "true", "1", _("Yes"))), (False, ("no", "false", "0", _("No")))):
        if wanted in {spelling.folded(way) for way in ways}:
            return answer
    raise ValueError(_("“%(cell)s” is neither yes nor no.") % {"cell": cell[:100]})


def chosen(cell: str, options: Mapping[str, Iterable[str]], codes: list[str]) -> str:
    """One of ``options``: by its number on the paper, its key, or its words in any language."""
    wanted = spelling.folded(digits(cell))
    if wanted.isdigit() and 1 <= int(wanted) <= len(codes):
        return codes[int(wanted) - 1]
    for key, ways in options.items():
        if wanted in {spelling.folded(way) for way in (key, *ways)}:
            return key
    raise ValueError(
        _("“%(cell)s” is not one of the answers: write its number on the paper, from 1 to %(most)s.")
        % {"cell": cell[:100], "most": cldr.number(len(codes))}
    )


def answer(question: Question, cell: str) -> object:
    """As a form would have it. Numbers on the paper stand for answers to choose from."""
    kind = question.kind
    if kind == "number":
        return question.sort.from_cell(format(number(cell), "f"))
    if kind not in ("one_of", "several_of"):
        return question.sort.from_cell(digits(cell) if kind in ("rating", "yes_no", "date") else cell)
    typed = digits(cell).strip()
    parts = re.findall(r"\d+", typed) if _CODES.fullmatch(typed) else _BETWEEN.split(cell)
    named = {each.key: tuple(each.title.values()) for each in question.options}
    if kind == "one_of":
        return chosen(cell, named, list(named))
    keys = [chosen(part.strip(), named, list(named)) for part in parts if part.strip()]
    return question.sort.from_cell(";".join(keys))


def countries() -> Known:
    """By code of two and of three letters, and by name in each language of the site: "NA" is Namibia."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in Country.objects.filter(gone_on=None):
        for way in (each.code, each.alpha3, each.name, *_named(each.code)):
            found[spelling.folded(way)].add(each.code)
        found[each.code.lower()] = {each.code}
    return found


def languages() -> Known:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in Language.objects.all():
        for way in (each.name, each.autonym, cldr.language_name(each.code)):
            if way:
                found[spelling.folded(way)].add(each.code)
    for code in Language.objects.values_list("code", flat=True):
        found[code.lower()] = {code}
    return found


def country(cell: str, known: Known) -> str:
    found = known.get(spelling.folded(cell), set())
    if len(found) == 1:
        return next(iter(found))
    if found:
        named = ", ".join(sorted(found))
        sentence = _("“%(name)s” may be any of these; write the code of one: %(meant)s.")
        raise ValueError(sentence % {"name": cell[:80], "meant": named})
    raise ValueError(_("No country is called “%(name)s”.") % {"name": cell[:80]})


def several_languages(cell: str, known: Known) -> list[str]:
    codes = []
    for name in filter(None, map(str.strip, _BETWEEN.split(cell))):
        found = known.get(spelling.folded(name), set())
        if len(found) != 1:
            raise ValueError(_("No language is called “%(name)s”.") % {"name": name[:80]})
        codes.append(next(iter(found)))
    return list(dict.fromkeys(codes))


def _named(code: str) -> set[str]:
    locales = (Locale.parse(language, sep="-") for language, _name in settings.LANGUAGES)
    return {str(name) for locale in locales if (name := locale.territories.get(code))}
