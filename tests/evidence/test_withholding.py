"""Parts of a number of people: told as far as no small group shows, in one release and over time."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.evidence.tables import world
from tests.evidence.tables.world import at, engage

from thriving.evidence import actions, releases
from thriving.evidence.asked import Asked
from thriving.evidence.measures import Reading
from thriving.evidence.models import Release, Snapshot

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY = date(2020, 3, 31), date(2020, 4, 30), date(2020, 5, 31)
HIDDEN = Reading(None, fewer_than=10)


def part(whole: Asked, *filters: list[object]) -> Asked:
    return Asked.of(whole.version, filters)


def region(whole: Asked, *names: str) -> Asked:
    return part(whole, ["region", "in", list(names)])


def publish(*asked: Asked, on: date = MARCH) -> list[Reading]:
    with at(on):
        release = actions.publish("plan", asked, on=on, by="test")
    return [_reading(release, each) for each in asked]


def _reading(release: Release, each: Asked) -> Reading:
    return Reading.from_json(release.snapshots.get(question_hash=each.question.hash).reading)


@pytest.fixture
def whole(db: None) -> Asked:
    with at(date(2020, 3, 1)):
        engage(world.REGIONS)
        return world.people()


def test_the_whole_is_always_told(whole: Asked) -> None:
    [all_of_them] = publish(whole)
    assert all_of_them.value == 72


def test_a_large_part_is_told(whole: Asked) -> None:
    _all, asia = publish(whole, region(whole, "south-asia"))
    assert asia.value == 24


@pytest.mark.parametrize("name", ["north-america", "northern-and-western-europe"])
def test_few_and_nobody_look_alike(whole: Asked, name: str) -> None:
    few = region(whole, name)
    assert publish(whole, few)[1] == HIDDEN
    snapshot = Snapshot.objects.get(question_hash=few.question.hash)
    assert (snapshot.by_source, snapshot.series) == ([], [])


def test_alone_a_small_part_is_withheld_as_well(whole: Asked) -> None:
    """No requirement asks for the whole, so nothing is subtracted from it: four are four."""
    assert publish(region(whole, "north-america")) == [HIDDEN]


def test_by_country_nobody_is_told_however_many(whole: Asked) -> None:
    """What a protected country needs is never a question, for no country is told."""
    with at(MARCH):
        engage({"middle-east-and-north-africa": 40}, MARCH, country="SY")
    assert publish(whole, part(whole, ["country", "in", ["SY"]]))[1] == HIDDEN


def test_what_a_part_leaves_out_is_not_told_either(whole: Asked) -> None:
    """All but four: the whole less this part are the four."""
    _all, others = publish(whole, part(whole, ["region", "not_in", ["north-america"]]))
    assert others == HIDDEN


def test_two_parts_do_not_differ_by_a_few(whole: Asked) -> None:
    asia, and_america = region(whole, "south-asia"), region(whole, "south-asia", "north-america")
    _all, first, second = publish(whole, asia, and_america)
    assert (first.value, second) == (24, HIDDEN)


def test_the_digest_of_what_is_withheld_cannot_be_tried(whole: Asked) -> None:
    """Of nobody everybody knows the digest; and from month to month it tells nothing."""
    nobody = region(whole, "northern-and-western-europe")
    publish(whole, nobody)
    publish(whole, nobody, on=APRIL)
    first, second = (each.digest for each in Snapshot.objects.filter(question_hash=nobody.question.hash))
    known = releases.digest(nobody.question, releases.as_of(Release.objects.order_by("pk")[0]))
    assert len({first, second, known}) == 3


def test_no_list_of_people_can_be_tried_against_a_digest(whole: Asked) -> None:
    """Also of what is told: numbers in the ledger are in order, so of few records all lists can be hashed."""
    publish(whole, region(whole, "south-asia"))
    publish(whole, region(whole, "south-asia"), on=MAY)
    kept = Snapshot.objects.select_related("release", "version").order_by("pk")
    plain = {releases.digest(releases.question_of(each), releases.as_of(each.release)) for each in kept}
    told = {each.digest for each in kept}
    assert len(told) == len(kept) == 4
    assert not plain & told


def test_a_salted_digest_is_of_its_list_and_no_other(whole: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(whole)
    release = Release.objects.get()
    assert releases.verify(release) == []
    monkeypatch.setattr(releases, "digest", lambda *_asked: "another")
    assert releases.verify(release) == ["people"]


def test_the_salt_is_told_to_nobody(whole: Asked, client: Client) -> None:
    publish(whole)
    snapshot = Snapshot.objects.get()
    pages = [client.get(f"/evidence/people{form}?on=2020-03-31&known=2020-03-31") for form in ("/", ".json")]
    said = [page.content.decode() for page in pages]
    assert len(snapshot.salt) == 64
    assert all(snapshot.digest in each and snapshot.salt not in each for each in said)


def test_a_few_who_come_do_not_change_a_part(whole: Asked) -> None:
    asia = region(whole, "south-asia")
    publish(whole, asia)
    with at(date(2020, 4, 10)):
        engage({"south-asia": 2, "sub-saharan-africa": 20}, date(2020, 4, 10))
    all_of_them, again = publish(whole, asia, on=APRIL)
    assert (all_of_them.value, again.value, again.counted_on) == (94, 24, MARCH)


def test_many_who_come_are_told(whole: Asked) -> None:
    asia = region(whole, "south-asia")
    publish(whole, asia)
    with at(date(2020, 4, 10)):
        engage({"south-asia": 12}, date(2020, 4, 10))
    assert [each.value for each in publish(whole, asia, on=APRIL)] == [84, 36]


def test_its_months_are_those_in_which_it_was_told(whole: Asked) -> None:
    """In March it was too small: counted in April, its March stays untold."""
    africa = region(whole, "middle-east-and-north-africa")
    publish(whole, africa)
    with at(date(2020, 4, 10)):
        engage({"middle-east-and-north-africa": 15}, date(2020, 2, 20))
    publish(whole, africa, on=APRIL)
    series = Snapshot.objects.filter(question_hash=africa.question.hash).order_by("pk").last()
    assert series is not None
    assert series.series == [["2020-04-30", "15"]]


def test_a_release_that_withholds_can_be_verified(whole: Asked) -> None:
    publish(whole, region(whole, "north-america"), region(whole, "south-asia"))
    publish(whole, region(whole, "north-america"), region(whole, "south-asia"), on=MAY)
    assert [releases.verify(release) for release in Release.objects.all()] == [[], []]
