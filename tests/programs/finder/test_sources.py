"""What can be found is kept in memory: only what changed is read again, and nothing stale is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import serializers
from tests.programs.initiatives import world

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.programs.finder.sources import Source, forget, offers_on, sources
from thriving.programs.initiatives import actions, queries
from thriving.programs.initiatives.models import Initiative, Trait
from thriving.programs.matching.engine import Offer

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 3, 9, 12, tzinfo=UTC)
CLOSES = date(2026, 3, 20)


@pytest.fixture
def read() -> Iterator[list[str]]:
    """The keys that were read, one after another; three initiatives stand, and are known already."""
    world.planned()
    for key in ("grants", "advice", "walks"):
        world.published(key, title=Words(en=key.title()), places=5, closes_on=CLOSES)
    asked: list[str] = []

    def reading(keys: Collection[str]) -> dict[str, Offer]:
        asked.extend(keys)
        return queries.offers(keys)

    with sources.temporarily("counted", Source("Counted", queries.standing, reading)):
        forget()
        found()
        assert sorted(asked) == ["advice", "grants", "walks"]
        asked.clear()
        yield asked
    forget()


def found(day: date = world.DAY) -> dict[str, Offer]:
    mine = Initiative.objects.values_list("key", flat=True)
    both = [each for each in offers_on(day) if each.key.partition(":")[2] in mine]
    return {each.key.partition(":")[2]: each for each in both}


def later() -> AbstractContextManager[Any]:
    return clock.stopped_at(LATER)


def grants() -> Initiative:
    return Initiative.objects.get(key="grants")


def test_what_has_not_changed_is_not_read_again(read: list[str]) -> None:
    assert found() == found()
    assert read == []


def test_of_places_that_are_taken_one_is_read_again(read: list[str]) -> None:
    with later():
        actions.count_places(grants(), 1, by="tests")
    assert found()["grants"].places_left == 1
    assert read == ["grants"]


def test_a_translation_is_read_at_once(read: list[str]) -> None:
    with later():
        actions.describe(grants(), world.described(title=Words(en="Grants", sw="Ruzuku")), by="tests")
    assert found()["grants"].title["sw"] == "Ruzuku"
    assert read == ["grants"]


def test_what_is_withdrawn_or_deleted_is_gone(read: list[str]) -> None:
    with later():
        actions.withdraw(grants(), reason="Nobody runs it.", by="tests")
    Trait.objects.filter(initiative__key="advice").delete()
    Initiative.objects.filter(key="advice").delete()
    assert [*found()] == ["walks"]
    assert read == []


def test_a_closing_day_ends_it_and_a_day_before_it_stands(read: list[str]) -> None:
    assert found(CLOSES + timedelta(days=1)) == {}
    assert len(found(CLOSES)) == 3


def test_a_change_that_is_committed_late_is_not_missed(read: list[str]) -> None:
    """Another process took its time before that of one which was read already."""
    with later():
        actions.count_places(Initiative.objects.get(key="walks"), 2, by="tests")
    found()
    with clock.stopped_at(LATER - timedelta(seconds=1)):
        actions.describe(grants(), world.described(title=Words(en="Late"), places=5), by="tests")
    assert found()["grants"].title == {"en": "Late"}
    assert read == ["walks", "grants"]


def test_a_backup_that_is_restored_is_what_is_shown(read: list[str]) -> None:
    backup = serializers.serialize("json", Initiative.objects.all())
    with later():
        actions.describe(grants(), world.described(title=Words(en="After the backup"), places=5), by="tests")
    assert found()["grants"].title == {"en": "After the backup"}
    for each in serializers.deserialize("json", backup):
        each.save()
    assert found()["grants"].title == {"en": "Grants"}
