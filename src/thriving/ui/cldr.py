"""Numbers, days and names as CLDR writes them in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from math import isfinite
from unicodedata import bidirectional
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import (
    format_compact_decimal,
    format_currency,
    format_decimal,
    format_percent,
    format_scientific,
    get_currency_name,
    get_currency_symbol,
)
from django.utils.translation import get_language

from thriving.kernel.money import Money
from thriving.ui.languages import AUTONYMS, NAMES, RIGHT_TO_LEFT, SCRIPTS, STANDARD

# English here is the one that the world shares: "15 April 2020", not "April 15, 2020".
_INTERNATIONAL_ENGLISH = "en_001"
Numeric = int | float | Decimal
NO_NUMBER = "–"
_LONG = 10_000
_SCRIPT_LETTERS = 4  # in a code such as ro-Cyrl-MD, the part that names a script
_FROM_LEFT, _FROM_RIGHT = frozenset({"L"}), frozenset({"R", "AL", "AN"})
_TURNING = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_ABSURD = 10**15  # beyond what anybody counts, digits tell nothing


@cache
def locale_of(language: str) -> Locale:
    if language == "en":
        return Locale.parse(_INTERNATIONAL_ENGLISH)
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_INTERNATIONAL_ENGLISH)


def current() -> Locale:
    return locale_of(get_language() or "en")


@cache
def direction_of(language: str) -> str:
    return "rtl" if script_of(language) in RIGHT_TO_LEFT else "ltr"


def number(value: Numeric, decimals: int | None = None) -> str:
    """``value`` with at most one decimal, or with exactly ``decimals``; a dash where it is no number."""
    if not isfinite(value):
        return NO_NUMBER
    if not _is_ordinary(value):
        return str(format_scientific(value, format="0.##E0", locale=current()))
    pattern = "#,##0.#" if decimals is None else "#,##0" + "." * bool(decimals) + "0" * decimals
    return _by_pattern(value, pattern, get_language() or "en")


@lru_cache(maxsize=10_000)
def _by_pattern(value: Numeric, pattern: str, language: str) -> str:
    """A page shows a hundred numbers, and most of them again to the next reader."""
    return format_decimal(value, format=pattern, locale=locale_of(language))


def _is_ordinary(value: Numeric) -> bool:
    return isfinite(value) and -_ABSURD < value < _ABSURD


def percent(share: Numeric, decimals: int | None = 0) -> str:
    """A share between 0 and 1 as a percentage with ``decimals``, or with at most one if None."""
    if not _is_ordinary(share):
        return number(share)
    pattern = current().percent_formats[None].pattern
    after_point = ".#" if decimals is None else "." * bool(decimals) + "0" * decimals
    return format_percent(share, format=pattern.replace("0", "0" + after_point, 1), locale=current())


def money(value: Money) -> str:
    """An amount with the sign of its currency: €1,250.50, or 1.250,50 €."""
    written = format_currency(value.amount, value.currency, locale=current())
    if direction_of(get_language() or "en") == "ltr":
        return written
    # Among letters from right to left, "US$" alone would come out as "$US".
    sign = get_currency_symbol(value.currency, locale=current())
    return written.replace(sign, isolated(sign))


def currency_name(code: str) -> str:
    """The name of a currency (ISO 4217 code) in the reader's language."""
    return get_currency_name(code, locale=current())


def isolated(name: str) -> str:
    """``name`` in the middle of a sentence: such as a file's, in the order in which it is written."""
    return f"\u2068{name}\u2069"


def apart(words: object) -> str:
    """What people wrote, in the middle of a sentence: isolated where its letters would turn their neighbors.

    Signs that turn, and are not seen, are left out: an end of an isolated part would end this one early.
    """
    said = str(words).translate(_TURNING)
    turns = _FROM_LEFT if direction_of(get_language() or "en") == "rtl" else _FROM_RIGHT
    return isolated(said) if any(bidirectional(each) in turns for each in said) else said


def listed(parts: Iterable[object]) -> str:
    """``parts`` in one line, as the reader's language lists things, without an “and” in English."""
    told = [apart(each) for each in parts]
    # CLDR's own style for this lacks its patterns in many languages that inherit them.
    return ", ".join(told) if current().language == "en" else format_list(told, locale=current())


def compact(value: Numeric) -> str:
    """For the few places without room: 12,500 is "12.5K"."""
    if not _is_ordinary(value) or -_LONG < value < _LONG:
        return number(value)
    return str(format_compact_decimal(value, locale=current(), fraction_digits=1))


def day(value: date | datetime) -> str:
    return format_date(value, "long", current())


def weekday(value: date | datetime) -> str:
    """The day with its weekday: Friday, 20 March 2026."""
    return format_date(value, "full", current())


def clock_time(value: time | datetime) -> str:
    """What clocks show at ``value``, in its own zone."""
    return format_time(value, "short", locale=current())


def short_day(value: date | datetime) -> str:
    return str(format_skeleton("yMMMd", value, locale=current()))


def month(value: date | datetime) -> str:
    return str(format_skeleton("yMMMM", value, locale=current()))


def short_month(value: date | datetime) -> str:
    return str(format_skeleton("yMMM", value, locale=current()))


def year(value: date | datetime) -> str:
    return str(format_skeleton("y", value, locale=current()))


def standard_code(code: str) -> str:
    """The code that the world uses for what the wikis call ``code``: ``roa-rup`` is ``rup`` elsewhere."""
    return STANDARD.get(code, code)


def language_name(code: str) -> str:
    """The name of a language in the reader's language; its code where nobody has a name for it."""
    if code in NAMES:
        return str(NAMES[code])
    standard = standard_code(code)
    return _named(standard, current()) or _named(standard, locale_of("en")) or code


@cache
def own_name(code: str) -> str:
    """The name that a language's speakers give it."""
    if code in AUTONYMS:
        return AUTONYMS[code]
    known = _locale(standard_code(code))
    return (known and known.get_display_name()) or code


@cache
def script_of(code: str) -> str:
    """The script that a language is mostly written in (ISO 15924); nothing where it is not known."""
    if code in SCRIPTS:
        return SCRIPTS[code]
    first, *others = standard_code(code).split("-")
    told = next((each.title() for each in others if len(each) == _SCRIPT_LETTERS), "")
    likely = str(get_global("likely_subtags").get(first) or "").split("_")
    return told or (likely[1] if len(likely) > 1 else "")


@cache
def zones() -> tuple[str, ...]:
    """The time zones that people live by, each once, by the names of the IANA database."""
    return tuple(sorted(set(get_global("zone_territories")) & available_timezones()))


def zone_name(zone: str) -> str:
    """A time zone by its country and city in the reader's language: Ghana (Accra)."""
    territory = get_global("zone_territories").get(zone)
    if territory is None:
        return zone
    told = current().time_zones.get(zone, {}).get("city")
    city = told or zone.rpartition("/")[2].replace("_", " ")
    return f"{country_name(territory)} ({city})"


def script_name(script: str) -> str:
    """The name of a script in the reader's language."""
    return str(current().scripts.get(script, script))


def _named(code: str, reader: Locale) -> str:
    if name := reader.languages.get(code.replace("-", "_")):
        return str(name)
    known = _locale(code)
    return (known and known.get_display_name(reader)) or ""


@cache
def _locale(code: str) -> Locale | None:
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def country_name(code: str) -> str:
    """The name of a country or region (ISO 3166 or UN M49 code) in the reader's language."""
    return str(current().territories.get(code.upper(), code))
