"""The weights in force and those before them, and the terms by which one asks today."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files

from django.db.models import Count

from thriving.movement.models import CountryRegion, RegionScheme, Standing
from thriving.movement.skills import skills
from thriving.programs.matching.engine import Filter, Terms, Tree
from thriving.programs.matching.models import Exposure, Use, Verdict, WeightSet, Why

SCHEME = "wikimedia"  # by which the world is divided into regions
SERVED_FIRST = ("emerging", "underrepresented")  # standings of a country or a language


@dataclass(frozen=True)
class Weights:
    """A version of the weights, as everybody may read it."""

    purpose: str
    version: int
    weights: Mapping[str, int]
    reason: str = ""
    decided_at: datetime | None = None  # None for those that are shipped
    sample: bool = False


@cache
def shipped() -> Mapping[str, Weights]:
    """The first version of each purpose."""
    text = files("thriving.programs.matching").joinpath("data/weights.toml").read_text(encoding="utf-8")
    return {purpose: Weights(purpose, 1, weights) for purpose, weights in tomllib.loads(text).items()}


def versions(purpose: str) -> list[Weights]:
    """The newest first."""
    rows = WeightSet.objects.filter(purpose=purpose).order_by("-version")
    return [*map(_read, rows), shipped()[purpose]]


def weights_of(purpose: str) -> Weights:
    """Those in force."""
    newest = WeightSet.objects.filter(purpose=purpose).order_by("-version").first()
    return _read(newest) if newest else shipped()[purpose]


def exposure_of(purpose: str) -> Exposure | None:
    """The newest, of the weights in force."""
    return Exposure.objects.filter(purpose=purpose, version=weights_of(purpose).version).first()


@dataclass(frozen=True)
class Verdicts:
    """What was said of matches that one version of the weights made."""

    told: int
    by_use: list[tuple[str, int]]  # a title, and how often
    by_why: list[tuple[str, int]]


def verdicts_of(purpose: str) -> Mapping[int, Verdicts]:
    """By version. No number is small for somebody's sake: nobody knows of whom any of them is."""
    told = Verdict.objects.filter(purpose=purpose).order_by().values_list("version", "use", "why")
    found: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    for version, use, why, count in told.annotate(count=Count("pk")):
        found[version][use, why] = count
    return {version: _verdicts(counted) for version, counted in found.items()}


def _verdicts(counted: Counter[tuple[str, str]]) -> Verdicts:
    uses: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for (use, why), count in counted.items():
        uses[use] += count
        reasons[why] += count
    return Verdicts(
        told=uses.total(),
        by_use=[(str(each.label), uses[each]) for each in Use],
        by_why=[(str(each.label), reasons[each]) for each in Why if reasons[each]],
    )


def terms(purpose: str, day: date, filters: tuple[Filter, ...]) -> Terms:
    """By which rules one asks on this day."""
    weighed = weights_of(purpose)
    return Terms(
        weights=weighed.weights,
        day=day,
        filters=filters,
        tree=_tree(),
        regions_of=regions_of(day),
        under_served=under_served(day),
        purpose=purpose,
        version=weighed.version,
    )


def under_served(day: date) -> frozenset[str]:
    """The languages and countries that come first: emerging or underrepresented, as their standings say."""
    told = Standing.objects.on(day).filter(kind__in=SERVED_FIRST).values_list("country_id", "language_id")
    return frozenset(code for pair in told for code in pair if code)


def regions_of(day: date) -> Mapping[str, frozenset[str]]:
    """By country, as the newest version of that day places it."""
    schemes = RegionScheme.objects.filter(key=SCHEME).order_by("version").values_list("pk", "begins_on")
    begun = [pk for number, (pk, begins_on) in enumerate(schemes) if begins_on <= day or not number]
    members = CountryRegion.objects.filter(scheme__in=begun[-1:]).values_list("country_id", "region__key")
    return {country: frozenset({region}) for country, region in members}


@cache
def _tree() -> Tree:
    return Tree({key: skill.parent for key, skill in skills().items()})


def _read(row: WeightSet) -> Weights:
    return Weights(row.purpose, row.version, row.weights, row.reason, row.decided_at, row.sample)
