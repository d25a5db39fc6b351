"""Bands of ages, as the deployment cuts them: never a birth date, only between which ages somebody is.

A band is kept as it was when it was told ("13-15"), so another cut later changes nobody's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from django.conf import settings
from django.utils.translation import gettext as _

from thriving.ui import cldr

ADULT = 18  # article 1 of the Convention on the Rights of the Child


@dataclass(frozen=True)
class Band:
    first: int  # years
    last: int | None = None  # the last year that belongs to it; none: all that follow

    @classmethod
    def read(cls, key: str) -> Band:
        first, _dash, last = key.partition("-")
        return cls(int(first), int(last) if last else None)

    @property
    def key(self) -> str:
        return f"{self.first}-{'' if self.last is None else self.last}"

    @property
    def of_minors(self) -> bool:
        return self.first < ADULT

    def __str__(self) -> str:
        first, last = cldr.number(self.first), cldr.number(self.last or 0)
        if self.last is None:
            return _("%(first)s or older") % {"first": first}
        if self.first == 0:
            return _("Younger than %(first)s") % {"first": cldr.number(self.last + 1)}
        return _("%(first)s to %(last)s") % {"first": first, "last": last}


def bands() -> list[Band]:
    """From the youngest to the oldest, without a gap."""
    cuts = [0, *settings.AGE_BANDS]
    return [*(Band(first, after - 1) for first, after in pairwise(cuts)), Band(cuts[-1])]


def band(key: str) -> Band | None:
    """The band of today's cut that is called so."""
    return next((each for each in bands() if each.key == key), None)


@dataclass(frozen=True)
class AgeOfConsent:
    """From which age somebody decides for themselves about what is known of them, and which law says so."""

    age: int
    source: str = ""  # empty: no line for the country


@cache
def _ages_of_consent() -> tuple[int, Mapping[str, AgeOfConsent]]:
    text = files("thriving.movement").joinpath("data/ages_of_consent.toml").read_text(encoding="utf-8")
    said = tomllib.loads(text)
    return said["otherwise"], {code: AgeOfConsent(**told) for code, told in said["countries"].items()}


def age_of_consent(country: str) -> AgeOfConsent:
    """By the code of a country; without one, or a law that we know, the age of the Regulation."""
    otherwise, known = _ages_of_consent()
    return known.get(country, AgeOfConsent(otherwise))
