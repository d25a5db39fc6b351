"""Filters: numbers, days, names and texts as the reader's language writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.template.defaultfilters import linebreaks_filter
from django.utils.html import format_html
from django.utils.translation import get_language

from thriving.kernel.money import Money
from thriving.kernel.words import Words
from thriving.ui import cldr
from thriving.ui.content import chosen
from thriving.ui.tags.library import register


@register.filter
def number(value: Any, decimals: int | None = None) -> str:
    """``88|number``, ``0.256|number:2``; a dash where there is no number.

    Isolated, so that a line of right-to-left text leaves its order alone.
    """
    if not _is_number(value):
        return "–"
    return format_html("<bdi>{}</bdi>", cldr.number(value, decimals))


@register.filter
def money(value: Money | None) -> str:
    """``€1,250.50``, isolated like a number; a dash where there is none."""
    return "–" if value is None else format_html("<bdi>{}</bdi>", cldr.money(value))


@register.filter
def listed(parts: Iterable[Any]) -> str:
    """``names|listed``: in one line, as the reader's language lists things, none turning the others."""
    return cldr.listed(parts)


@register.filter
def currency_name(code: str) -> str:
    return cldr.currency_name(code)


@register.filter
def percent(share: Any, decimals: int | None = 0) -> str:
    """``0.59|percent`` is 59%."""
    if not _is_number(share):
        return "–"
    return format_html("<bdi>{}</bdi>", cldr.percent(share, decimals))


def _is_number(value: Any) -> bool:
    try:
        return value is not None and Decimal(value).is_finite()
    except (InvalidOperation, TypeError, ValueError):
        return False


@register.filter
def day(value: date | None) -> str:
    """``15 April 2020`` with its machine-readable twin; nothing where there is no day."""
    return _time(value, cldr.day)


@register.filter
def short_day(value: date | None) -> str:
    return _time(value, cldr.short_day)


@register.filter
def month(value: date | None) -> str:
    return _time(value, cldr.month)


@register.filter
def weekday(value: date | None) -> str:
    """``Friday, 20 March 2026``, with its machine-readable twin."""
    return _time(value, cldr.weekday)


@register.filter
def clock_time(value: datetime | None) -> str:
    """What clocks show then, in the zone that ``value`` has."""
    return _time(value, cldr.clock_time)


def _time(value: date | None, written: Any) -> str:
    if value is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), written(value))


@register.filter
def language_name(code: str) -> str:
    return cldr.language_name(code)


@register.filter
def country_name(code: str) -> str:
    return cldr.country_name(code)


@register.filter
def in_words(text: Words | str | None, language: str = "") -> str:
    """A text in the reader's language; where it is in another one, marked so that it is read out well.

    ``language``: in which it is read instead, where it is written in it.
    """
    if not isinstance(text, Words):
        return str(text or "")
    best, code = chosen(text, language)
    if not best or code.split("-")[0] == (get_language() or "").split("-")[0]:
        return best
    return format_html('<span lang="{}" dir="{}">{}</span>', code, cldr.direction_of(code), best)


@register.filter
def in_paragraphs(text: Words | None, language: str = "") -> str:
    """The same for a longer text: its paragraphs, with what marks their language around them all."""
    best, code = chosen(text or Words(), language)
    if not best:
        return ""
    direction = cldr.direction_of(code)
    return format_html('<div lang="{}" dir="{}">{}</div>', code, direction, linebreaks_filter(best))
