from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from tests.movement import wiki as stand_in
from tests.movement.wiki import Wiki

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import Country, CountryRegion, Region, RegionScheme

Later = Callable[[timedelta], None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Let so much true time pass: sign-ins count by it, whatever day the rest of the site plays."""
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def pass_by(time: timedelta) -> None:
        nonlocal now
        now += time
        monkeypatch.setattr(clock, "system", lambda: now)

    pass_by(timedelta())
    return pass_by


SOUTH_ASIA = "region:wikimedia-regions/south-asia"


@pytest.fixture
def regions(db: None) -> None:
    """A scheme of two regions: India is in South Asia, Ghana in Africa. Nothing is said of Iran."""
    scheme = RegionScheme.objects.create(
        key="wikimedia-regions", version=1, begins_on=date(2020, 1, 1), title=Words(en="Eight"), source="test"
    )
    for key, name, code, alpha3 in (
        ("south-asia", "South Asia", "IN", "IND"),
        ("sub-saharan-africa", "Sub-Saharan Africa", "GH", "GHA"),
    ):
        country = Country.objects.create(code=code, alpha3=alpha3, name=code)
        region = Region.objects.create(scheme=scheme, key=key, name=Words(en=name))
        CountryRegion.objects.create(scheme=scheme, country=country, region=region)
    Country.objects.create(code="IR", alpha3="IRN", name="Iran")


@pytest.fixture
def wiki(settings: Settings) -> Iterator[Wiki]:
    """A wiki whose accounts may sign in here."""
    with stand_in.serving() as served:
        stand_in.set_up(settings, served)
        yield served


def as_shown(form: Any) -> dict[str, Any]:
    """What a browser sends of a form that nobody has touched."""
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, [])}
