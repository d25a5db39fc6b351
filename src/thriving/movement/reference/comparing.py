"""What a reference would change: compared with what is there, told before it is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from thriving.movement.models import Country, CountryProtection, Language, LanguageTerritory, Wiki
from thriving.movement.queries import places
from thriving.movement.reference import territories
from thriving.movement.reference.told import Reference, Scheme

COUNTRY_FIELDS = ("alpha3", "wikidata", "name", "gone_on")
LANGUAGE_FIELDS = ("standard", "name", "autonym", "script", "direction")
WIKI_FIELDS = ("domain", "project", "language_id", "name", "status", "visibility", "gone_on")


@dataclass(frozen=True)
class Change:
    """One property of one record, before and after."""

    key: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Part:
    """What happens to the records of one sort, which is named by the words of ``SORTS``."""

    sort: str
    added: tuple[str, ...] = ()
    changed: tuple[Change, ...] = ()
    gone: tuple[str, ...] = ()
    scheme: Scheme | None = None  # whose next version this becomes

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.gone)

    @property
    def touched(self) -> frozenset[str]:
        return frozenset(self.added) | {change.key for change in self.changed}


def compare(told: Reference) -> tuple[Part, ...]:
    """Every sort of which something was told, in the order in which it must be written."""
    return (
        *_countries(told),
        *_protections(told),
        *(_scheme(each) for each in told.schemes),
        _languages(told),
        *_territories(told),
        *_wikis(told),
    )


def _countries(told: Reference) -> Iterator[Part]:
    if told.countries is not None:
        before = {each.code: each for each in Country.objects.all()}
        yield _part("country", before, told.countries, COUNTRY_FIELDS)


def _protections(told: Reference) -> Iterator[Part]:
    if told.protected is not None:
        standing = CountryProtection.objects.filter(ends_on=None).values_list("country_id", flat=True)
        before = frozenset(standing)
        yield Part(
            "protection",
            added=tuple(sorted(told.protected - before)),
            gone=tuple(sorted(before - told.protected)),
        )


def _scheme(scheme: Scheme) -> Part:
    known = places.division(scheme.key)
    before = known.newest.members if known else {}
    after = scheme.keys
    moved = tuple(
        Change(code, scheme.key, before[code], after[code])
        for code in sorted(before.keys() & after.keys())
        if before[code] != after[code]
    )
    return Part(
        "region",
        added=tuple(sorted(after.keys() - before.keys())),
        changed=moved,
        gone=tuple(sorted(before.keys() - after.keys())),
        scheme=scheme,
    )


def _languages(told: Reference) -> Part:
    """A language that nobody tells of any more is kept: people speak it all the same."""
    before = {each.code: each for each in Language.objects.all()}
    part = _part("language", before, told.languages, LANGUAGE_FIELDS)
    return Part(part.sort, part.added, part.changed)


def _territories(told: Reference) -> Iterator[Part]:
    if told.territories is not None:
        homes = LanguageTerritory.objects.all()
        before = {f"{each.language_id} {each.wikidata}": each for each in homes}
        after = {" ".join(key): each for key, each in told.territories.items()}
        yield _part("territory", before, after, territories.FIELDS)


def _wikis(told: Reference) -> Iterator[Part]:
    if told.wikis is not None:
        before = {each.code: each for each in Wiki.objects.all()}
        yield _part("wiki", before, told.wikis, WIKI_FIELDS)


def _part(sort: str, before: Mapping[str, Model], after: Mapping[str, Model], fields: Iterable[str]) -> Part:
    changes = [
        change
        for key in sorted(before.keys() & after.keys())
        for change in _changes(key, before[key], after[key], fields)
    ]
    missing = before.keys() - after.keys()
    return Part(
        sort,
        added=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(changes),
        gone=tuple(sorted(key for key in missing if not getattr(before[key], "gone_on", None))),
    )


def _changes(key: str, before: Model, after: Model, fields: Iterable[str]) -> Iterator[Change]:
    for field in fields:
        was, is_ = getattr(before, field), getattr(after, field)
        if was != is_:
            yield Change(key, field, _told(was), _told(is_))


def _told(value: Any) -> str:
    return "" if value is None else str(value)
