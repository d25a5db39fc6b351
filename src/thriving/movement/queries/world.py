"""Countries, regions, languages and wikis as their pages tell them: each page in a handful of queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from thriving.kernel import clock
from thriving.movement.models import Country, CountryProtection, Language, LanguageTerritory, Standing, Wiki
from thriving.movement.naming import region_name, scheme_title
from thriving.movement.queries import places
from thriving.movement.queries.places import Division, Version
from thriving.movement.search import folded
from thriving.ui import cldr


@dataclass(frozen=True)
class Place:
    """A country as a list shows it: in the reader's language, with the region of one scheme."""

    country: Country
    name: str
    region: str | None
    protection: CountryProtection | None

    @property
    def code(self) -> str:
        return self.country.code


@dataclass(frozen=True)
class Part:
    """A region of a version, and what lies in it."""

    key: str
    name: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Lying:
    """In which region a country lies by one scheme, since when, and where it lay before."""

    scheme: str
    title: str
    region: str
    name: str
    since: date | None  # None: as far back as the scheme goes


def name_of(country: Country) -> str:
    """By CLDR, or as the reference calls it."""
    named = cldr.country_name(country.code)
    return country.name if named == country.code else named


def name_of_language(language: Language) -> str:
    named = cldr.language_name(language.code)
    return language.name if named == language.code else named


def country(code: str) -> Country | None:
    return Country.objects.filter(pk=code.upper()).first()


def listed(version: Version | None) -> list[Place]:
    """Every country of today by its name, with its region by ``version``."""
    protections = {each.country_id: each for each in CountryProtection.objects.on(clock.today())}
    members = version.members if version else {}
    found = [
        Place(each, name_of(each), members.get(each.code), protections.get(each.code))
        for each in Country.objects.filter(gone_on=None)
    ]
    return sorted(found, key=lambda place: folded(place.name))


def divided(version: Version, found: Iterable[Place]) -> list[Part]:
    """By region, in the order of their names; last those that lie in none."""
    by_region: dict[str | None, list[Place]] = {}
    for place in found:
        by_region.setdefault(place.region, []).append(place)
    parts = [
        Part(key, region_name(key, name), tuple(by_region.get(key, ())))
        for key, name in version.names.items()
    ]
    outside = [Part("", "", tuple(by_region[None]))] if None in by_region else []
    return [*sorted(parts, key=lambda part: folded(part.name)), *outside]


def schemes() -> list[tuple[str, str]]:
    """The key and the title of each scheme."""
    return [(key, scheme_title(key, known.newest.scheme.title)) for key, known in places.divisions().items()]


def lying(code: str) -> list[Lying]:
    """By each scheme, every region in which the country has been, the newest first."""
    return [each for key, known in places.divisions().items() for each in _lying(code, key, known)]


def _lying(code: str, key: str, known: Division) -> Iterator[Lying]:
    title = scheme_title(key, known.newest.scheme.title)
    told: list[Lying] = []
    before: str | None = None
    for number, version in enumerate(known.versions):
        region = version.members.get(code)
        if region and region != before:
            since = version.scheme.begins_on if number else None
            told.append(Lying(key, title, region, region_name(region, version.names[region]), since))
        before = region
    yield from reversed(told)


def homes_in(code: str) -> list[LanguageTerritory]:
    """The languages at home in a country, by territory."""
    found = LanguageTerritory.objects.filter(country=code).select_related("language")
    return sorted(found, key=lambda home: (folded(name_of_language(home.language)), home.name))


def homes_of(language: Language) -> list[LanguageTerritory]:
    found = language.territories.select_related("country")
    return sorted(found, key=lambda home: (folded(name_of(home.country)), home.name))


def languages(kind: str = "") -> list[Language]:
    """By their names, each with its standings of today and how many wikis are open in it."""
    standing = Standing.objects.on(clock.today())
    found = Language.objects.annotate(open_wikis=Count("wikis", filter=_open_wiki("wikis__")))
    if kind:
        found = found.filter(standings__in=standing.filter(kind=kind))
    found = found.prefetch_related(Prefetch("standings", standing, to_attr="standing_today"))
    return sorted(found, key=lambda each: folded(name_of_language(each)))


def kinds_of_standing() -> list[str]:
    """Those that are said of a language today."""
    found = Standing.objects.on(clock.today()).exclude(language=None)
    return list(found.order_by("kind").values_list("kind", flat=True).distinct())


def language(code: str) -> Language | None:
    return Language.objects.filter(pk=code).first()


def standings_of(language: Language) -> list[Standing]:
    """All that was ever said of it, the newest first."""
    return list(language.standings.select_related("definition").order_by("-begins_on", "-pk"))


def wikis(project: str = "", status: str = "") -> QuerySet[Wiki]:
    """Those that the reference knows today, private ones too: that there is one is no secret."""
    found = Wiki.objects.filter(gone_on=None).select_related("language").order_by("pk")
    found = found.filter(project=project) if project else found
    return found.filter(status=status) if status else found


def projects() -> list[tuple[str, int]]:
    """Those with more than one wiki, and how many."""
    counted = Wiki.objects.filter(gone_on=None).values_list("project").annotate(wikis=Count("pk"))
    return [(project, count) for project, count in counted.order_by("project") if count > 1]


def _open_wiki(before: str) -> Q:
    return Q((f"{before}status", "open"), (f"{before}gone_on", None))
