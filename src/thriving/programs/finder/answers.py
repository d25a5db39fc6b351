"""The five answers as an address tells them: each may be missing, and what cannot be meant is said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from thriving.movement.skills import skills
from thriving.programs.finder import choices
from thriving.programs.matching.engine import Wanted
from thriving.programs.matching.engine.said import HELD
from thriving.ui import cldr

MOST_HOURS = 80  # a week
LONGEST = 60  # characters of what somebody typed that a sentence repeats
QUESTIONS = ("do", "need", "where", "language", "hours")


@dataclass(frozen=True)
class Known:
    """The codes that answers may name."""

    languages: tuple[str, ...]
    countries: tuple[str, ...]

    @classmethod
    def read(cls) -> Known:
        return cls(choices.languages(), choices.countries())


@dataclass(frozen=True)
class Answers:
    do: tuple[str, ...] = ()
    need: tuple[str, ...] = ()
    where: str = ""  # country:GH or region:sub-saharan-africa
    languages: tuple[str, ...] = ()
    hours: int | None = None
    asked: bool = False  # whether the address answers at all, be it with nothing
    problems: tuple[str, ...] = ()  # a sentence for each answer that was left out

    @property
    def place(self) -> tuple[str, str]:
        """What sort of place, and its code."""
        sort, _colon, code = self.where.partition(":")
        return sort, code

    def wanted(self) -> Wanted:
        sort, code = self.place
        return Wanted(
            topics=dict.fromkeys(self.do, 1),
            needs=dict.fromkeys(self.need, 1),
            languages=dict.fromkeys(self.languages, HELD),
            country=code if sort == "country" else "",
            region=code if sort == "region" else "",
            hours=self.hours,
        )

    def address(self, **other: Any) -> str:
        """The question of an address that tells these answers, or ``other`` ones."""
        said = replace(self, **other)
        told = QueryDict(mutable=True)
        told.setlist("do", list(said.do))
        told.setlist("need", list(said.need))
        told["where"] = said.where
        told.setlist("language", list(said.languages))
        told["hours"] = "" if said.hours is None else str(said.hours)
        return "?" + told.urlencode(safe=":")


def read(told: QueryDict, known: Known) -> Answers:
    problems: list[str] = []
    return Answers(
        do=_codes(told.getlist("do"), skills(), problems),
        need=_codes(told.getlist("need"), choices.needs(), problems),
        where=next(iter(_codes([told.get("where", "")], set(_places(known)), problems)), ""),
        languages=_codes(told.getlist("language"), known.languages, problems)[: choices.MOST_LANGUAGES],
        hours=_hours(told.get("hours", ""), problems),
        asked=any(name in told for name in QUESTIONS),
        problems=tuple(problems),
    )


def _places(known: Known) -> Iterator[str]:
    yield from (f"country:{code}" for code in known.countries)
    yield from (f"region:{key}" for key in choices.regions())


def _codes(said: Iterable[str], known: Collection[str], problems: list[str]) -> tuple[str, ...]:
    """Those that there are, each once."""
    told = dict.fromkeys(each for each in said if each)
    problems += [
        _("The address asks for “%(what)s”, which cannot be chosen here; it was left out.")
        % {"what": cldr.isolated(each[:LONGEST])}
        for each in told
        if each not in known
    ]
    return tuple(each for each in told if each in known)


def _hours(said: str, problems: list[str]) -> int | None:
    text = said.strip()
    if not text:
        return None
    if text.isdecimal() and len(text) <= LONGEST and 0 < int(text) <= MOST_HOURS:
        return int(text)
    problems.append(
        _("“%(what)s” is not a number of hours from 1 to %(most)s; it was left out.")
        % {"what": cldr.isolated(text[:LONGEST]), "most": cldr.number(MOST_HOURS)}
    )
    return None
