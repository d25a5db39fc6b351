"""What a definition may not ask of people, however few or many there are."""

from __future__ import annotations

import pytest
from tests.factories import with_example

from thriving.evidence import measures
from thriving.evidence.measures import Condition, Specification

PEOPLE = {"kind": "distinct", "fact": "leadership.engaged", "unit": {"code": "person"}}
SOMEBODY = ["subject", "in", ["0" * 32]]


@pytest.mark.parametrize("kind", ["coverage", "milestones"])
def test_a_set_is_never_filled_by_single_people(kind: str) -> None:
    said = with_example({**PEOPLE, "kind": kind, "of": "language", "unit": {"code": "language"}})
    assert any("stand for a single person" in problem for problem in measures.problems(said))


def test_no_definition_picks_one_person() -> None:
    said = with_example({**PEOPLE, "where": [SOMEBODY]})
    assert any("never asked about one of them" in problem for problem in measures.problems(said))


def test_no_filter_of_a_plan_picks_one_person() -> None:
    it = Specification.parse(with_example(PEOPLE))
    assert measures.filter_problems(it, [Condition.of(SOMEBODY)])
    assert not measures.filter_problems(it, [Condition.of(["source", "in", ["w1"]])])


@pytest.mark.parametrize("said", [["in", ["SY"]], ["not_in", ["SY"]], ["exists"]])
def test_no_filter_of_a_plan_asks_for_people_of_a_country(said: list[object]) -> None:
    asked = [Condition.of(["country", *said])]
    people, partners = (
        Specification.parse(with_example({**PEOPLE, "fact": fact}))
        for fact in ("leadership.engaged", "partner.met")
    )
    [sentence] = measures.filter_problems(people, asked)
    assert "never told by country" in sentence
    assert not measures.filter_problems(partners, asked)


def test_a_few_people_who_improved_are_never_counted() -> None:
    said = with_example(
        {
            "kind": "change",
            "fact": "assessment.scored",
            "pair": "wave",
            "before": "before",
            "after": "after",
            "scale": [0, 5],
            "statistic": "improved_count",
            "improved_by": 1,
            "unit": {"code": "person"},
        }
    )
    assert any("as a share or a mean alone" in problem for problem in measures.problems(said))
