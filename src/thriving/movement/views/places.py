"""The pages of countries and of the regions in which schemes put them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.movement import figures
from thriving.movement.models import Country, LanguageTerritory
from thriving.movement.naming import region_name, scheme_title
from thriving.movement.queries import groups, places, world
from thriving.movement.queries.places import Version
from thriving.movement.queries.world import Place
from thriving.ui.twins import Column, Parameter, Records

FIRST = "wikimedia"  # the scheme that is shown where nobody asks for another

OF_A_COUNTRY = (
    Column("code", "string", gettext_lazy("Code"), gettext_lazy("Two letters, by ISO 3166.")),
    Column("name", "string", gettext_lazy("Name"), gettext_lazy("In the language of the page.")),
    Column("alpha3", "string", gettext_lazy("Longer code"), gettext_lazy("Three letters, by ISO 3166.")),
    Column("wikidata", "string", gettext_lazy("Wikidata"), gettext_lazy("Its item.")),
    Column("region", "string", gettext_lazy("Region"), gettext_lazy("Its key in the scheme that is asked.")),
    Column("protected", "boolean", gettext_lazy("Protected"), gettext_lazy("Whether people are in danger.")),
    Column("protected_since", "date", gettext_lazy("Since"), gettext_lazy("Protected since this day.")),
)
COUNTRIES = Records(
    "countries",
    gettext_lazy("Countries and territories"),
    gettext_lazy("All that the reference lists, each with its region by the newest version of a scheme."),
    columns=OF_A_COUNTRY,
    parameters=(
        Parameter("scheme", "string", gettext_lazy("Scheme"), gettext_lazy("Its key, such as wikimedia.")),
    ),
)
COUNTRY = Records(
    "languages-of-a-country",
    gettext_lazy("Languages of a country"),
    gettext_lazy("The languages that are at home in a country or in a part of it."),
    columns=(
        Column("language", "string", gettext_lazy("Language"), gettext_lazy("By the code that wikis use.")),
        Column("name", "string", gettext_lazy("Name"), gettext_lazy("In the language of the page.")),
        Column("territory", "string", gettext_lazy("Where"), gettext_lazy("The country, or a part of it.")),
        Column("subdivision", "string", gettext_lazy("Code"), gettext_lazy("Of the part, by ISO 3166-2.")),
        Column("official", "string", gettext_lazy("Official"), "national, regional, yes, no"),
        Column("indigenous", "boolean", gettext_lazy("Indigenous"), gettext_lazy("If the reference says.")),
    ),
)
SCHEME = Records(
    "regions-of-a-scheme",
    gettext_lazy("Regions of a scheme"),
    gettext_lazy("The regions of one version of a scheme."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses and measures name it.")),
        Column("name", "string", gettext_lazy("Name"), gettext_lazy("In the language of the page.")),
        Column("countries", "integer", gettext_lazy("Countries"), gettext_lazy("How many lie in it.")),
    ),
    parameters=(
        Parameter("version", "integer", gettext_lazy("Version"), gettext_lazy("Default: the newest.")),
    ),
)
REGION = Records(
    "countries-of-a-region",
    gettext_lazy("Countries of a region"),
    gettext_lazy("The countries that lie in a region by one version of a scheme."),
    columns=OF_A_COUNTRY,
    parameters=SCHEME.parameters,
)


class SchemeForm(forms.Form):
    scheme = forms.ChoiceField(label=gettext_lazy("Divided by"))

    def __init__(self, chosen: str, schemes: Iterable[tuple[str, str]]) -> None:
        super().__init__({"scheme": chosen})
        self.fields["scheme"].choices = list(schemes)  # type: ignore[attr-defined]


@require_safe
def countries(request: HttpRequest, form: Any) -> HttpResponse:
    """All of them, by region."""
    known = places.divisions()
    key = COUNTRIES.asked(request)["scheme"] or (FIRST if FIRST in known else next(iter(known), ""))
    if key not in known and known:
        raise BadRequest(_("There is no scheme of regions called “%(key)s”.") % {"key": key[:60]})
    version = known[key].newest if known else None
    found = world.listed(version)
    titles = [(each, scheme_title(each, known[each].newest.scheme.title)) for each in known]
    return COUNTRIES.respond(
        request,
        [_row(place) for place in found],
        form=form,
        template="movement/places/countries.html",
        context={
            "parts": world.divided(version, found) if version else [],
            "scheme": key,
            "scheme_form": SchemeForm(key, titles),
        },
        extra={"scheme": key, "version": version.scheme.version if version else None},
    )


@require_safe
def country(request: HttpRequest, code: str, form: Any) -> HttpResponse:
    """One of them: where it lies, whether it is protected, its languages and affiliates."""
    found = world.country(code)
    if found is None:
        raise Http404
    homes = world.homes_in(found.code)
    return COUNTRY.respond(
        request,
        [_home(home) for home in homes],
        form=form,
        template="movement/places/country.html",
        context=_of_country(request, found, homes) if form == "html" else {},
        extra={"code": found.code, "alpha3": found.alpha3, "wikidata": found.wikidata},
        title=world.name_of(found),
    )


@require_safe
def scheme(request: HttpRequest, scheme: str, form: Any) -> HttpResponse:
    """The regions of a scheme, and its versions."""
    division, version = _version(request, scheme)
    parts = [part for part in world.divided(version, world.listed(version)) if part.key]
    return SCHEME.respond(
        request,
        [{"key": part.key, "name": part.name, "countries": len(part.places)} for part in parts],
        form=form,
        template="movement/places/scheme.html",
        context={
            "scheme": version.scheme,
            "newest": division.newest.scheme,
            "versions": [each.scheme for each in reversed(division.versions)],
        },
        extra={"scheme": scheme, "version": version.scheme.version, "since": version.scheme.begins_on},
        title=scheme_title(scheme, version.scheme.title),
    )


@require_safe
def region(request: HttpRequest, scheme: str, key: str, form: Any) -> HttpResponse:
    """One region: its countries, and what is counted in it."""
    division, version = _version(request, scheme)
    if key not in version.names:
        raise Http404
    found = [place for place in world.listed(version) if place.region == key]
    return REGION.respond(
        request,
        [_row(place) for place in found],
        form=form,
        template="movement/places/region.html",
        context={
            "places": found,
            "scheme": version.scheme,
            "scheme_title": scheme_title(scheme, version.scheme.title),
            "newest": division.newest.scheme,
            "figures": figures.of_region(request.user, scheme, key) if form == "html" else [],
            "affiliates_url": f"{reverse('movement:affiliates')}?region={key}" if scheme == FIRST else "",
        },
        extra={"scheme": scheme, "version": version.scheme.version, "region": key},
        title=region_name(key, version.names[key]),
    )


def _version(request: HttpRequest, scheme: str) -> tuple[places.Division, Version]:
    """The scheme with all its versions, and the one that is asked for."""
    division = places.division(scheme)
    number = SCHEME.asked(request)["version"]
    if division is None:
        raise Http404
    wanted = [each for each in division.versions if number in {None, each.scheme.version}]
    if not wanted:
        raise Http404
    return division, wanted[-1]


def _of_country(request: HttpRequest, found: Country, homes: list[LanguageTerritory]) -> dict[str, Any]:
    protections = list(found.protections.order_by("-begins_on"))
    return {
        "country": found,
        "lying": world.lying(found.code),
        "homes": homes,
        "protections": protections,
        "protected": next((each for each in protections if each.ends_on is None), None),
        "affiliates": groups.serving_country(request.user, found.code),
    }


def _row(place: Place) -> dict[str, Any]:
    return {
        "code": place.code,
        "name": place.name,
        "alpha3": place.country.alpha3,
        "wikidata": place.country.wikidata,
        "region": place.region,
        "protected": place.protection is not None,
        "protected_since": place.protection.begins_on if place.protection else None,
    }


def _home(home: LanguageTerritory) -> dict[str, Any]:
    return {
        "language": home.language_id,
        "name": world.name_of_language(home.language),
        "territory": home.name,
        "subdivision": home.subdivision,
        "official": home.official,
        "indigenous": home.indigenous,
    }
