"""Shares, means and sums of people: told alone, of enough people, and anew once enough of them changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.evidence.tables.world import at
from tests.factories import with_example

from thriving.evidence import actions, releases
from thriving.evidence.asked import Asked
from thriving.evidence.measures import Reading
from thriving.evidence.models import Release, Snapshot
from thriving.evidence.statements import Statement
from thriving.kernel.words import Words

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY = date(2020, 3, 31), date(2020, 4, 30), date(2020, 5, 31)
HIDDEN = Reading(None, fewer_than=10)
PRIVACY = {"k": 10, "cadence": "monthly"}
CHANGE = {
    "kind": "change",
    "fact": "assessment.scored",
    "pair": "wave",
    "before": "before",
    "after": "after",
    "scale": [0, 5],
    "statistic": "mean_change",
    "minimum": 10,
    "unit": {"code": "point"},
    "privacy": PRIVACY,
    "empty": "no_case",
}
SUM = {"kind": "sum", "fact": "assessment.scored", "unit": {"code": "point"}, "privacy": PRIVACY}
MEDIAN = {
    "kind": "median",
    "fact": "assessment.scored",
    "minimum": 10,
    "unit": {"code": "point"},
    "privacy": PRIVACY,
}
COUNT = {"kind": "count", "fact": "assessment.scored", "unit": {"code": "answer"}, "privacy": PRIVACY}
AFTER = {"fact": "assessment.scored", "where": [["wave", "in", ["after"]]]}
RATIO = {
    "kind": "ratio",
    "numerator": AFTER,
    "denominator": {"fact": "assessment.scored"},
    "unit": {"code": "percent"},
    "privacy": PRIVACY,
}
KINDS = pytest.mark.parametrize("said", [CHANGE, SUM, RATIO, MEDIAN], ids=lambda said: said["kind"])


def measure(said: dict[str, Any], key: str = "scores") -> Asked:
    version = actions.define_measure(key, with_example(said), title=Words(en="Scores"), by="test")
    return Asked.of(version)


def part(whole: Asked, cohort: str = "pilot") -> Asked:
    return Asked.of(whole.version, [["cohort", "in", [cohort]]])


def answer(
    people: Sequence[int], *, cohort: str = "pilot", after: str = "3.37", on: date = date(2020, 3, 1)
) -> None:
    """Everybody says 2 at the start, and ``after`` at the end."""
    waves = {"before": Decimal(2), "after": Decimal(after)}
    actions.state(
        (
            Statement(
                "assessment.scored", f"{number:032x}", on, value, {"wave": wave, "cohort": cohort}, source="s"
            )
            for number in people
            for wave, value in waves.items()
        ),
        by="test",
    )


def publish(*asked: Asked, on: date = MARCH) -> list[Reading]:
    with at(on):
        release = actions.publish("plan", asked, on=on, by="test")
    kept = {each.question_hash: each for each in release.snapshots.all()}
    return [Reading.from_json(kept[each.question.hash].reading) for each in asked]


@KINDS
def test_the_newcomer_of_a_month_is_not_computed(said: dict[str, Any]) -> None:
    """Twelve people, then thirteen: thirteen times the later mean, less twelve times the first, is theirs."""
    with at(date(2020, 3, 1)):
        answer(range(12))
        whole = measure(said)
    [first] = publish(whole)
    with at(date(2020, 4, 10)):
        answer([12], after="5", on=date(2020, 4, 10))
    [second] = publish(whole, on=APRIL)
    assert first.value is not None
    assert second == Reading.from_json({**first.as_json(), "counted_on": "2020-03-31"})


@KINDS
def test_it_is_told_anew_once_ten_have_changed(said: dict[str, Any]) -> None:
    with at(date(2020, 3, 1)):
        answer(range(12))
        whole = measure(said)
    publish(whole)
    with at(date(2020, 4, 10)):
        answer(range(12, 22), after="5", on=date(2020, 4, 10))
    [second] = publish(whole, on=APRIL)
    assert (second.counted_on, second.fewer_than) == (None, None)
    assert [releases.verify(release) for release in Release.objects.all()] == [[], []]


def test_few_who_change_stand_beside_every_time_before() -> None:
    """Ten join and ten leave again, but for one: beside the first time, not the second, that one shows."""
    with at(date(2020, 3, 1)):
        answer(range(12))
        whole = measure(CHANGE)
    publish(whole)
    with at(date(2020, 4, 10)):
        answer(range(12, 23), on=date(2020, 4, 10))
    assert publish(whole, on=APRIL)[0].counted_on is None
    with at(date(2020, 5, 10)):
        gone = [each for each in releases.evidence(whole.question, _now()) if int(each.subject, 16) > 12]
        actions.retract(
            "assessment.scored", [each.natural_key for each in gone], by="test", why="Answered twice."
        )
    assert publish(whole, on=MAY)[0].counted_on == APRIL


def _now() -> Any:
    return releases.as_of(Release.objects.order_by("pk").reverse()[0])


@KINDS
def test_a_part_and_its_whole_are_not_both_told(said: dict[str, Any]) -> None:
    """Fourteen people of whom twelve are of the pilot: the difference is two people's."""
    with at(date(2020, 3, 1)):
        answer(range(12))
        answer(range(12, 14), cohort="other")
        whole = measure(said)
    told, pilot = publish(whole, part(whole))
    assert told.value is not None
    assert pilot == HIDDEN


def test_a_count_of_records_has_no_parts() -> None:
    with at(date(2020, 3, 1)):
        answer(range(33))
        answer(range(33, 36), cohort="other")
        whole = measure(COUNT)
    told, pilot = publish(whole, part(whole))
    assert (told.value, pilot) == (72, HIDDEN)


def test_two_parts_are_not_both_told() -> None:
    with at(date(2020, 3, 1)):
        answer(range(12))
        answer(range(12, 24), cohort="other")
        whole = measure(CHANGE)
    pilot, other = publish(part(whole), part(whole, "other"))
    assert (pilot.value is None, other) == (False, HIDDEN)


def test_a_whole_is_not_told_after_its_part() -> None:
    """The part came first, and nobody takes back what is told."""
    with at(date(2020, 3, 1)):
        answer(range(12))
        answer(range(12, 14), cohort="other")
        whole = measure(CHANGE)
    [pilot] = publish(part(whole))
    assert pilot.value is not None
    again, told = publish(part(whole), whole, on=APRIL)
    assert (again.value, told) == (pilot.value, HIDDEN)


def test_another_measure_of_the_same_records_is_not_told_beside_it() -> None:
    with at(date(2020, 3, 1)):
        answer(range(12))
        mean, added = measure(CHANGE), measure(SUM, "added")
    told, other = publish(mean, added)
    assert (told.value is None, other) == (False, HIDDEN)


def test_what_another_plan_carries_on_is_told_once_ten_have_changed() -> None:
    with at(date(2020, 3, 1)):
        answer(range(12))
        whole = measure(CHANGE)
    began, carried = Asked.of(whole.version, until=APRIL), Asked.of(whole.version, until=date(2021, 4, 30))
    assert publish(began)[0].value is not None
    with at(date(2020, 4, 10)):
        answer([12], after="5", on=date(2020, 4, 10))
    assert publish(carried, on=APRIL) == [HIDDEN]
    with at(date(2020, 5, 10)):
        answer(range(13, 23), on=date(2020, 5, 10))
    assert publish(carried, on=MAY)[0].value is not None


@pytest.mark.parametrize("said", [SUM, RATIO, MEDIAN], ids=lambda said: said["kind"])
def test_of_few_people_nothing_is_told(said: dict[str, Any]) -> None:
    with at(date(2020, 3, 1)):
        answer(range(9))
        whole = measure(said)
    assert publish(whole) == [HIDDEN]


def test_a_published_mean_is_rounded() -> None:
    """From six decimals, and the number of pairs, the exact sum of all answers would follow."""
    with at(date(2020, 3, 1)):
        answer(range(12))
        answer([12], after="2.5")
        whole = measure(CHANGE)
    [told] = publish(whole)
    said = (told.value, told.mean_change, told.low, told.high)
    assert told.value == Decimal("1.30")
    assert all(each is not None and each == round(each, 2) for each in said)


def test_its_months_are_those_in_which_it_was_told() -> None:
    """Nobody counts last month again: each month's exact mean would be there at once."""
    with at(date(2020, 3, 1)):
        answer(range(12), on=date(2020, 1, 10))
        answer([12], after="5", on=date(2020, 2, 10))
        whole = measure(CHANGE)
    publish(whole)
    snapshot = Snapshot.objects.get()
    assert [on for on, _value in snapshot.series] == ["2020-03-31"]
    assert releases.verify(snapshot.release) == []
