"""What one can choose from in the five questions, in the language of the page.

The lists are long and the same for everybody, so their HTML is made once for each language.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thriving.movement.forms.choosing import by_name, skills_by_group
from thriving.movement.models import Country, Language
from thriving.movement.naming import WIKIMEDIA_REGIONS, region_name
from thriving.programs.initiatives import vocabulary
from thriving.ui import cldr

Choices = tuple[tuple[str, str], ...]
MOST_LANGUAGES = 4  # that one answer names


def needs() -> dict[str, str]:
    return dict(vocabulary.choices("gives"))


def languages() -> tuple[str, ...]:
    return tuple(Language.objects.order_by("code").values_list("code", flat=True))


def countries() -> tuple[str, ...]:
    return tuple(Country.objects.filter(gone_on=None).order_by("code").values_list("code", flat=True))


def regions() -> Collection[str]:
    return WIKIMEDIA_REGIONS


def topic_options(chosen: str) -> SafeString:
    return _chosen(_topic_options(get_language() or ""), chosen)


def place_options(codes: tuple[str, ...], chosen: str) -> SafeString:
    return _chosen(_place_options(get_language() or "", codes), chosen)


def language_options(codes: tuple[str, ...], first: frozenset[str]) -> SafeString:
    """``first`` are those in which there is something."""
    return _language_options(get_language() or "", codes, first)


def forget() -> None:
    """Let go of all that is kept: for tests, some of which speak another language by the same name."""
    for kept in (_topic_options, _place_options, _language_options):
        kept.cache_clear()


@lru_cache(maxsize=16)
def _topic_options(_language: str) -> SafeString:
    return mark_safe("".join(_group(title, listed) for title, listed in skills_by_group()))  # noqa: S308 -- joined safe parts


@lru_cache(maxsize=16)
def _place_options(_language: str, codes: tuple[str, ...]) -> SafeString:
    places = ((f"country:{code}", cldr.country_name(code)) for code in codes)
    named = ((f"region:{key}", region_name(key)) for key in regions())
    return _group(_("Regions"), sorted(named, key=by_name)) + _group(
        _("Countries"), sorted(places, key=by_name)
    )


@lru_cache(maxsize=16)
def _language_options(_language: str, codes: tuple[str, ...], first: frozenset[str]) -> SafeString:
    named = sorted(((code, cldr.language_name(code)) for code in codes), key=by_name)
    offered = [each for each in named if each[0] in first]
    others = [each for each in named if each[0] not in first]
    return _group(_("In which there is something"), offered) + _group(_("Others"), others)


def _group(title: str, listed: Iterable[tuple[str, str]]) -> SafeString:
    options = format_html_join("", '<option value="{}">{}</option>', listed)
    return format_html('<optgroup label="{}">{}</optgroup>', title, options) if options else SafeString()


def _chosen(options: SafeString, value: str) -> SafeString:
    """``value`` is one of the codes, or nothing: it cannot break out of its quotes."""
    if not value:
        return options
    return mark_safe(options.replace(f'value="{value}"', f'value="{value}" selected', 1))  # noqa: S308 -- known codes
