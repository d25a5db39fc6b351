from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.evidence.imports.conftest import Upload, engaged, piloted
from tests.factories import with_example

from thriving.evidence import actions, in_use, ledger
from thriving.evidence.asked import Asked
from thriving.evidence.imports import apply, read
from thriving.evidence.in_use import Place
from thriving.evidence.models import Fact, MeasureVersion
from thriving.kernel.words import Words

pytestmark = pytest.mark.django_db

COMMUNITIES = {
    "kind": "distinct",
    "fact": "pilot.data_contributed",
    "unit": {"code": "community", "decimals": 0},
}
PEOPLE = {
    "kind": "distinct",
    "fact": "leadership.engaged",
    "where": [["stage", "in", ["tested", "refined"]]],
    "unit": {"code": "person", "decimals": 0},
    "privacy": {"k": 10, "cadence": "monthly"},
}


@pytest.fixture(autouse=True)
def communities(db: None) -> MeasureVersion:
    actions.define_measure("people", with_example(PEOPLE), title=Words(en="People"), by="test")
    return actions.define_measure(
        "communities", with_example(COMMUNITIES), title=Words(en="Communities"), by="test"
    )


@pytest.fixture
def place(communities: MeasureVersion) -> Iterator[Place]:
    asked = Asked.of(communities, [["language", "in", ["es"]]])
    place = Place("a-plan", "a-requirement", Words(en="Spanish ones"), asked, "/a-plan/")
    with in_use.places.temporarily("test", lambda: [place]):
        yield place


def changes(numbers: list[dict[str, object]]) -> list[tuple[object, object, object]]:
    return [(each["title"], each["before"], each["after"]) for each in numbers]


def test_numbers_that_would_change_are_told(upload: Upload) -> None:
    apply(read(upload(piloted("alpha"))), by="test")
    batch = read(upload(piloted("alpha"), piloted("beta"), piloted("gamma")))
    assert changes(batch.preview["numbers"]) == [({"en": "Communities"}, "1", "3")]


def test_telling_them_changes_nothing(upload: Upload) -> None:
    position = ledger.position()
    read(upload(piloted("alpha"), engaged("a")))
    assert (Fact.objects.count(), ledger.position()) == (0, position)


def test_what_was_told_comes_true(upload: Upload) -> None:
    apply(read(upload(piloted("alpha"), engaged("a"), engaged("b"))), by="test")
    batch = read(upload(piloted("beta"), engaged("b"), engaged("c"), engaged("d", stage="invited")))
    told = {each["address"]: each["after"] for each in batch.preview["numbers"]}
    apply(batch, by="test")
    again = read(upload(piloted("zeta"), engaged("z")))
    assert {each["address"]: each["before"] for each in again.preview["numbers"]} == told


def test_a_correction_counts_once(upload: Upload) -> None:
    apply(read(upload(piloted("alpha", day="2020-03-01"))), by="test")
    assert read(upload(piloted("alpha", day="2020-03-02"))).preview["numbers"] == []


def test_a_row_of_the_future_changes_nothing_today(upload: Upload) -> None:
    assert read(upload(piloted("alpha", day="2020-06-01"))).preview["numbers"] == []


def test_what_plans_ask_is_told_in_their_words(upload: Upload, place: Place) -> None:
    numbers = read(upload(piloted("alpha"), engaged("a"))).preview["numbers"]
    assert changes(numbers) == [({"en": "Spanish ones"}, "0", "1"), ({"en": "People"}, "0", "1")]
    assert numbers[0]["address"] == "/a-plan/"
