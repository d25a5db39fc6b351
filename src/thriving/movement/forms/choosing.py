"""Lists to choose from: places, skills, languages, letters; each in the order of the reader's language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from thriving.kernel import outbox
from thriving.movement import naming, skills, spelling
from thriving.movement.models import Country, Language, Region
from thriving.ui import cldr


def places() -> list[tuple[str, Any]]:
    """Regions by their schemes, then the countries, as a list to choose from."""
    schemes: dict[str, dict[str, str]] = {}
    for region in Region.objects.select_related("scheme").order_by("scheme__key", "scheme__version", "key"):
        title = naming.scheme_title(region.scheme.key, region.scheme.title)
        named = naming.region_name(region.key, region.name)
        schemes.setdefault(title, {})[f"region:{region.scheme.key}/{region.key}"] = named
    codes = Country.objects.filter(gone_on=None).values_list("code", flat=True)
    countries = {f"country:{code}": cldr.country_name(code) for code in codes}
    groups = [*schemes.items(), (_("Countries"), countries)]
    return [(title, sorted(named.items(), key=by_name)) for title, named in groups if named]


def skills_by_group() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (str(group.name), [(each.key, str(each.name)) for each in listed])
        for group, listed in skills.by_group()
    ]


def language_codes() -> list[str]:
    return list(Language.objects.values_list("code", flat=True))


def written(code: str) -> str:
    return f"{cldr.language_name(code)} ({code})"


def languages_by_name() -> dict[str, str]:
    """Codes by everything that somebody may write for a language."""
    known: dict[str, str] = {}
    for language in Language.objects.all():
        code = language.code
        for name in (code, language.name, language.autonym, cldr.language_name(code), written(code)):
            known.setdefault(name.casefold(), code)
    return known


def site_languages() -> list[tuple[str, str]]:
    return [(code, cldr.own_name(code)) for code, _name in settings.LANGUAGES]


def time_zones() -> list[tuple[str, str]]:
    named = ((zone, cldr.zone_name(zone)) for zone in cldr.zones())
    return [("UTC", "UTC"), *sorted(named, key=by_name)]


def letter_choices() -> list[tuple[str, Any]]:
    return [(each.name, each.title) for each in letters()]


def letters() -> list[outbox.Kind]:
    return [each for each in outbox.kinds.values() if not each.always and not each.asked]


def by_name(choice: tuple[str, str]) -> str:
    return spelling.folded(choice[1])
