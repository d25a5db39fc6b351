"""Which region a country is in, by which scheme and on which day; and where it is not safe to be counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import CountryProtection, CountryRegion, Region, RegionScheme

Membership = Mapping[str, str]  # by the code of a country, the key of its region


@dataclass(frozen=True)
class Version:
    """One version of a scheme, read whole."""

    scheme: RegionScheme
    names: Mapping[str, Words]  # of its regions by key, in alphabetical order of the keys
    members: Membership

    def countries_of(self, region: str) -> frozenset[str]:
        return frozenset(code for code, key in self.members.items() if key == region)


@dataclass(frozen=True)
class Division:
    """A scheme as it stood at its newest version here: each day is divided by the version of that day.

    Read once and kept by who asks, for as long as a page or a task lasts: no cache can be stale.
    """

    versions: tuple[Version, ...]  # oldest first, at least one

    @property
    def newest(self) -> Version:
        return self.versions[-1]

    def on(self, day: date) -> Version:
        """The version of that day; the first one also stands for the days before it."""
        begun = [each for each in self.versions if each.scheme.begins_on <= day]
        return begun[-1] if begun else self.versions[0]

    def region_of(self, country: str, day: date) -> str | None:
        return self.on(day).members.get(country)

    @cached_property
    def names(self) -> dict[str, Words]:
        """Every region that any version has, by its newest name."""
        return {key: name for version in self.versions for key, name in version.names.items()}


def division(scheme: str, version: int | None = None) -> Division | None:
    """The scheme up to ``version``, or as it is now; None where there is no such version."""
    schemes = list(RegionScheme.objects.filter(key=scheme).order_by("version"))
    mine = [each for each in schemes if version is None or each.version <= version]
    if not mine or (version is not None and mine[-1].version != version):
        return None
    return Division(tuple(_read(mine)))


def divisions() -> dict[str, Division]:
    """Every scheme as it is now, by key."""
    versions: dict[str, list[Version]] = {}
    for each in _read(list(RegionScheme.objects.order_by("key", "version"))):
        versions.setdefault(each.scheme.key, []).append(each)
    return {key: Division(tuple(mine)) for key, mine in versions.items()}


def region_of(country: str, scheme: str, on: date | None = None) -> str | None:
    """The key of the region; None where the scheme, or that version of it, does not place the country.

    Whoever asks of many countries reads the ``division`` once instead.
    """
    known = division(scheme)
    return known.region_of(country, on or clock.today()) if known else None


def countries_of(region: str, scheme: str, on: date | None = None) -> frozenset[str]:
    """The codes of the countries that lie in the region on that day."""
    known = division(scheme)
    return known.on(on or clock.today()).countries_of(region) if known else frozenset()


def protected_countries(on: date | None = None) -> frozenset[str]:
    """Where taking part is dangerous: only those whose role needs it read that somebody is there."""
    protections = CountryProtection.objects.on(on or clock.today())
    return frozenset(protections.values_list("country_id", flat=True))


def _read(schemes: list[RegionScheme]) -> Iterator[Version]:
    regions = Region.objects.filter(scheme__in=schemes).order_by("key")
    members = CountryRegion.objects.filter(scheme__in=schemes).values_list(
        "scheme_id", "country_id", "region__key"
    )
    names: dict[int, dict[str, Words]] = {scheme.pk: {} for scheme in schemes}
    for region in regions:
        names[region.scheme_id][region.key] = region.name
    placed: dict[int, dict[str, str]] = {scheme.pk: {} for scheme in schemes}
    for scheme, country, key in members:
        placed[scheme][country] = key
    for scheme_ in schemes:
        yield Version(scheme_, names[scheme_.pk], placed[scheme_.pk])
