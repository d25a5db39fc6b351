from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime

import pytest

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import Country, Language
from thriving.programs.finder.sources import Source, forget, sources
from thriving.programs.matching.engine import Offer

NOW = datetime(2020, 4, 15, 12, tzinfo=UTC)
PHOTOS = Offer(
    "made-up:photos",
    Words(en="Photo grants", dag="Photo grants, in Dagbani"),
    "/made-up/photos/",
    "made-up",
    topics=frozenset({"photography"}),
    gives=frozenset({"money"}),
    languages={"dag": 5, "en": 5},
    countries=frozenset({"GH"}),
    closes_on=date(2020, 4, 27),
    places_left=7,
    hours=2,
)
ADVICE = Offer(
    "made-up:advice",
    Words(en="Advice on the press"),
    "/made-up/advice/",
    "made-up",
    topics=frozenset({"press"}),
    gives=frozenset({"advice"}),
    languages={"en": 5},
)
LATER = Offer("made-up:later", Words(en="Later"), source="made-up", opens_on=date(2020, 5, 1))
FULL = Offer("made-up:full", Words(en="Full"), source="made-up", places_left=0)


@pytest.fixture
def offered(db: None) -> Iterator[list[Offer]]:
    """Found beside what the tables hold, which is nothing here; a test may add to it."""
    Language.objects.bulk_create(
        Language(code=code, standard=code, name=code) for code in ("dag", "en", "fr")
    )
    Country.objects.bulk_create(Country(code=code, alpha3=f"{code}X", name=code) for code in ("GH", "SE"))
    made_up = [PHOTOS, ADVICE, LATER, FULL]

    def read(keys: Collection[str]) -> dict[str, Offer]:
        return {key: each for each in made_up if (key := each.key.partition(":")[2]) in keys}

    def standing(_day: date) -> str:
        return "\n".join(each.key.partition(":")[2] for each in made_up)

    source = Source("Made up", standing, read)
    with sources.temporarily("made-up", source), clock.stopped_at(NOW):
        forget()
        yield made_up
    forget()
