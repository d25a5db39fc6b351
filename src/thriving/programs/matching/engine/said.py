"""What is told on both sides. Whatever is empty was not told; nobody has to tell anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

HELD = 5  # the level of a language in which something is held: as good as it gets
LEAST_SHARED = 2  # of a language, from which two can talk: simple sentences


@dataclass(frozen=True, slots=True)
class Offer:
    key: str  # one over all sources, such as "initiatives:photo-grants"
    title: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    source: str = ""
    topics: frozenset[str] = frozenset()  # skills
    gives: frozenset[str] = frozenset()  # sorts of support
    languages: Mapping[str, int] = field(default_factory=dict)  # with the level, 0 to 5
    countries: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()  # neither these nor countries: it is for everywhere
    stages: frozenset[str] = frozenset()
    audiences: frozenset[str] = frozenset()
    opens_on: date | None = None
    closes_on: date | None = None  # the last day on which one can join
    places_left: int | None = None  # None: as many as come
    hours: int | None = None  # asked of those who take part
    pace: str = "weekly"  # or "monthly", or "once": hours altogether
    level: int | None = None  # how far what is taught goes, 1 to 5
    week: int = 0  # when there is time: a bit for each of the 168 hours of a week in UTC, Monday 0:00 first
    utc_offset: int | None = None  # minutes
    wants: frozenset[str] = frozenset()  # skills that would be welcome in return
    confirmed_on: date | None = None  # when somebody last said that all this is so
    sample: bool = False

    @property
    def is_everywhere(self) -> bool:
        return not self.countries and not self.regions


@dataclass(frozen=True, slots=True)
class Wanted:
    topics: Mapping[str, int] = field(default_factory=dict)  # skills, each with its priority, 1 to 3
    needs: Mapping[str, int] = field(default_factory=dict)  # sorts of support, likewise
    languages: Mapping[str, int] = field(default_factory=dict)  # with the level, 0 to 5
    country: str = ""
    region: str = ""  # where no country is told
    stage: str = ""
    audience: str = ""
    hours: int | None = None  # a week
    level: int | None = None  # where one stands now, 1 to 5
    week: int = 0
    utc_offset: int | None = None
    offers: frozenset[str] = frozenset()  # skills that one could give in return
    is_offered: bool = False  # the topics are what one gives, held against what others want
    blocked: frozenset[str] = frozenset()  # keys that are never returned, and never counted either

    @property
    def is_empty(self) -> bool:
        told = (self.topics, self.needs, self.languages, self.country, self.region, self.stage, self.audience)
        return not any(told) and self.hours is None and not self.week
