"""Numbers, days and names as CLDR writes them in the reader's language."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from math import isfinite

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal, format_percent, format_scientific
from django.utils.translation import get_language

# English here is the one that the world shares: "15 April 2020", not "April 15, 2020".
_INTERNATIONAL_ENGLISH = "en_001"
Numeric = int | float | Decimal
NO_NUMBER = "–"
_LONG = 10_000
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


def direction_of(language: str) -> str:
    return locale_of(language).text_direction


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


def compact(value: Numeric) -> str:
    """For the few places without room: 12,500 is "12.5K"."""
    if not _is_ordinary(value) or -_LONG < value < _LONG:
        return number(value)
    return str(format_compact_decimal(value, locale=current(), fraction_digits=1))


def day(value: date | datetime) -> str:
    return format_date(value, "long", current())


def short_day(value: date | datetime) -> str:
    return str(format_skeleton("yMMMd", value, locale=current()))


def month(value: date | datetime) -> str:
    return str(format_skeleton("yMMMM", value, locale=current()))


def short_month(value: date | datetime) -> str:
    return str(format_skeleton("yMMM", value, locale=current()))


def year(value: date | datetime) -> str:
    return str(format_skeleton("y", value, locale=current()))


def language_name(code: str) -> str:
    """The name of a language in the reader's language; its code where CLDR has none."""
    try:
        return Locale.parse(code, sep="-").get_display_name(current()) or code
    except (UnknownLocaleError, ValueError):
        return code


@cache
def own_name(code: str) -> str:
    """The name that a language's speakers give it."""
    try:
        return Locale.parse(code, sep="-").get_display_name() or code
    except (UnknownLocaleError, ValueError):
        return code


def country_name(code: str) -> str:
    """The name of a country or region (ISO 3166 or UN M49 code) in the reader's language."""
    return str(current().territories.get(code.upper(), code))
