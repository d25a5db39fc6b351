"""By which names each sort of record is found. Countries and languages: by all that CLDR knows for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from babel import Locale, localedata

from thriving.movement.models import (
    Affiliate,
    Audience,
    Community,
    Country,
    Language,
    Person,
    SearchReach,
    Wiki,
)
from thriving.movement.search.index import Entry

AFFILIATE, COMMUNITY, PERSON = "affiliate", "community", "person"
COUNTRY, LANGUAGE, WIKI = "country", "language", "wiki"

LETTERS_OF_A_SCRIPT = 4  # a country has two
# Who shows their name to nobody is found by nobody.
_OF_AUDIENCE: dict[str, SearchReach] = {
    Audience.EVERYONE: SearchReach.EVERYONE,
    Audience.MEMBERS: SearchReach.SIGNED_IN,
    Audience.NEED: SearchReach.STAFF,
}
NamesByCode = dict[str, set[str]]


def of_affiliates(affiliates: Iterable[Affiliate]) -> Iterator[Entry]:
    """Only of those with a page for everybody: an application is found in the work of whom it waits for."""
    for each in affiliates:
        if each.is_public:
            yield Entry(each.key, (*each.name.values(), each.acronym, each.key))


def of_communities(communities: Iterable[Community]) -> Iterator[Entry]:
    for each in communities:
        yield Entry(each.key, (*each.name.values(), each.key))


def of_people(people: Iterable[Person]) -> Iterator[Entry]:
    """By the name that they show, for those to whom they show it; by nothing else. Minors are not found."""
    for each in people:
        reach = _OF_AUDIENCE.get(each.name_shown_to)
        if each.is_active and not each.shielded and reach is not None:
            yield Entry(each.page, (each.called,), reach)


def of_countries(countries: Iterable[Country]) -> Iterator[Entry]:
    names, _languages = _in_every_language()
    for each in countries:
        if each.gone_on is None:
            yield Entry(each.code, (each.name, each.code, each.alpha3, *sorted(names[each.code])))


def of_languages(languages: Iterable[Language]) -> Iterator[Entry]:
    _countries, names = _in_every_language()
    for each in languages:
        known = names[each.standard.replace("-", "_")]
        yield Entry(each.code, (each.name, each.autonym, each.code, *sorted(known)))


def of_wikis(wikis: Iterable[Wiki]) -> Iterator[Entry]:
    for each in wikis:
        if each.gone_on is None:
            own = f"{each.language.autonym} {each.project}" if each.language else ""
            yield Entry(each.code, (each.name, each.domain, each.code, own))


def _in_every_language() -> tuple[NamesByCode, NamesByCode]:
    """The names of countries and of languages, by code. Read anew each time: together they are large."""
    countries: NamesByCode = defaultdict(set)
    languages: NamesByCode = defaultdict(set)
    for identifier in _languages_of_cldr():
        locale = Locale.parse(identifier)
        for code, name in locale.territories.items():
            countries[code].add(name)
        for code, name in locale.languages.items():
            languages[code].add(name)
    return countries, languages


def _languages_of_cldr() -> Iterator[str]:
    """Without their countries: Canada's French calls hardly any country otherwise than France's."""
    for identifier in localedata.locale_identifiers():
        parts = identifier.split("_")
        if not parts[1:] or (not parts[2:] and len(parts[1]) == LETTERS_OF_A_SCRIPT):
            yield identifier
