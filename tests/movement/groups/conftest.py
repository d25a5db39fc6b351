from __future__ import annotations

from datetime import date

import pytest
from tests.conftest import person
from tests.movement.groups import world

from thriving.kernel.words import Words
from thriving.movement import search
from thriving.movement.models import Affiliate, Country, CountryRegion, Person, Region, RegionScheme


@pytest.fixture
def officer(db: None) -> Person:
    return world.officer()


@pytest.fixture
def volunteer(db: None) -> Person:
    return person("valentina")


@pytest.fixture
def application(volunteer: Person) -> Affiliate:
    return world.application(volunteer)


@pytest.fixture
def lakeside(db: None) -> Affiliate:
    return world.affiliate()


@pytest.fixture
def places(db: None) -> None:
    """Four countries in two regions, and a few of the names by which a search would find them."""
    scheme = RegionScheme.objects.create(
        key="wikimedia", version=1, begins_on=date(2020, 1, 1), source="test"
    )
    for key, codes in {"south-asia": ("BD",), "sub-saharan-africa": ("GH", "CD", "CG")}.items():
        region = Region.objects.create(scheme=scheme, key=key, name=Words(en=key))
        for code in codes:
            country = Country.objects.create(code=code, alpha3=f"{code}X", name=code)
            CountryRegion.objects.create(scheme=scheme, country=country, region=region)
    for code, names in {"CD": ("Kongo",), "CG": ("Kongo",), "BD": ("বাংলাদেশ",)}.items():
        search.put(search.COUNTRY, [code], [search.Entry(code, names)])
