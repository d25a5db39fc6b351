"""Countries, regions, languages and wikis taken over from a reference, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.db import transaction
from django.db.models import F, Model, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary
from thriving.kernel.words import Words
from thriving.movement import search
from thriving.movement.actions.actor import Actor, require
from thriving.movement.actions.standings import define_shipped
from thriving.movement.models import (
    Country,
    CountryProtection,
    CountryRegion,
    Language,
    LanguageTerritory,
    Region,
    RegionScheme,
    Wiki,
)
from thriving.movement.reference import comparing, shipped
from thriving.movement.reference.comparing import Part
from thriving.movement.reference.told import Reference, Refused, Scheme

MIGRATING = "thriving migrate"  # who brings the shipped reference, as the diary tells it
AT_ONCE = 500  # rows in one statement
FIRST_DAY = date(2001, 1, 15)  # of the first wiki; no division before a scheme's first version is known


def preview_reference(told: Reference, *, since: date | None = None) -> tuple[Part, ...]:
    """What ``load_reference`` would change, and refused where it would be."""
    parts = comparing.compare(told)
    _refuse_rewriting(parts, since or clock.today())
    return parts


@transaction.atomic
def load_reference(told: Reference, *, by: Actor, since: date | None = None) -> tuple[Part, ...]:
    """Take over what was told, and say what changed. The past is never rewritten: ``since`` or today begins.

    Regions that differ become a new version of their scheme; what was counted by an earlier one stays so.
    """
    require(by, "load_reference")
    day = since or clock.today()
    parts = preview_reference(told, since=day)
    take_over(told, parts, day)
    index(parts)
    if any(parts):
        body = {"source": told.source, "since": day, "changes": [_summary(part) for part in parts if part]}
        diary.note("movement.reference", "loaded", by=by, body=body)
    return parts


def load_shipped_reference(*, by: Actor) -> bool:
    """What the product knows by itself, where nothing is known yet; whether there was need."""
    if Country.objects.exists():
        return False
    load_reference(shipped.read(), by=by)
    define_shipped(by=by)
    return True


def take_over(told: Reference, parts: Iterable[Part], day: date) -> None:
    """Write what differs, and nothing else."""
    for part in parts:
        if part:
            WRITERS[part.sort](told, part, day)


def index(parts: Iterable[Part]) -> None:
    """Let search find the places by the names that they have now."""
    touched = {part.sort for part in parts if part}
    if "country" in touched:
        search.rebuild(search.COUNTRY, search.of_countries(Country.objects.all()))
    if "language" in touched:
        search.rebuild(search.LANGUAGE, search.of_languages(Language.objects.all()))
    if "wiki" in touched:
        search.rebuild(search.WIKI, search.of_wikis(Wiki.objects.select_related("language")))


def _refuse_rewriting(parts: tuple[Part, ...], day: date) -> None:
    for scheme in [part.scheme for part in parts if part and part.scheme]:
        newest = _newest(scheme)
        if newest and day <= newest.begins_on:
            sentence = _(
                "Version %(version)s of the scheme “%(scheme)s” stands since %(day)s: a new one begins later."
            )
            told = {"scheme": scheme.key, "version": newest.version, "day": newest.begins_on}
            raise Refused(sentence % told)


def _newest(scheme: Scheme) -> RegionScheme | None:
    return RegionScheme.objects.filter(key=scheme.key).order_by("-version").first()


def _write_countries(told: Reference, part: Part, day: date) -> None:
    _write(Country, told.countries, part, comparing.COUNTRY_FIELDS)
    Country.objects.filter(pk__in=part.gone).update(gone_on=day)


def _write_protections(told: Reference, part: Part, day: date) -> None:
    CountryProtection.objects.bulk_create(
        CountryProtection(country_id=code, begins_on=day, source=told.source) for code in part.added
    )
    standing = CountryProtection.objects.filter(country_id__in=part.gone, ends_on=None)
    standing.update(ends_on=Greatest(F("begins_on"), Value(day)))


def _write_version(_told: Reference, part: Part, day: date) -> None:
    scheme = part.scheme
    assert scheme  # noqa: S101 -- a part of the sort "region" has one
    newest = _newest(scheme)
    version = RegionScheme.objects.create(
        key=scheme.key,
        version=newest.version + 1 if newest else 1,
        begins_on=day if newest else FIRST_DAY,
        title=Words(en=scheme.title),
        source=scheme.source,
    )
    regions = [Region(scheme=version, key=key, name=Words(en=name)) for key, name in scheme.regions.items()]
    by_key = {region.key: region for region in Region.objects.bulk_create(regions)}
    CountryRegion.objects.bulk_create(
        CountryRegion(scheme=version, country_id=code, region=by_key[key])
        for code, key in scheme.keys.items()
    )


def _write_languages(told: Reference, part: Part, _day: date) -> None:
    _write(Language, told.languages, part, comparing.LANGUAGE_FIELDS)


def _write_territories(told: Reference, part: Part, _day: date) -> None:
    """Where a language is at home has no history: a line that changed replaces the one before."""
    before = {f"{each.language_id} {each.wikidata}": each for each in LanguageTerritory.objects.all()}
    replaced = [before[key].pk for key in (*part.gone, *part.touched) if key in before]
    LanguageTerritory.objects.filter(pk__in=replaced).delete()
    homes = told.territories or {}
    LanguageTerritory.objects.bulk_create(
        (home for key, home in homes.items() if " ".join(key) in part.touched), AT_ONCE
    )


def _write_wikis(told: Reference, part: Part, day: date) -> None:
    Wiki.objects.filter(pk__in=part.gone).update(gone_on=day)
    _write(Wiki, told.wikis, part, comparing.WIKI_FIELDS)


def _write(model: type[Model], told: Mapping[str, Model] | None, part: Part, fields: Iterable[str]) -> None:
    rows = [row for key, row in (told or {}).items() if key in part.touched]
    names = [model._meta.get_field(field).name for field in fields]
    model._default_manager.bulk_create(
        rows,
        AT_ONCE,
        update_conflicts=True,
        unique_fields=[model._meta.pk.name],
        update_fields=names,
    )


def _summary(part: Part) -> dict[str, object]:
    named = {"scheme": part.scheme.key} if part.scheme else {}
    counts = {"added": len(part.added), "changed": len(part.changed), "gone": len(part.gone)}
    return {"sort": part.sort, **named, **counts}


WRITERS: dict[str, Callable[[Reference, Part, date], None]] = {
    "country": _write_countries,
    "protection": _write_protections,
    "region": _write_version,
    "language": _write_languages,
    "territory": _write_territories,
    "wiki": _write_wikis,
}
