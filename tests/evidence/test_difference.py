"""What came between two looks at many numbers, found in one query."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from thriving.evidence import actions, ledger
from thriving.evidence.difference import Between, differences
from thriving.evidence.measures import Question, Specification
from thriving.evidence.models import Fact
from thriving.evidence.statements import Statement

APRIL = date(2020, 4, 1)
Counted = Any


def question(framework: str) -> Question:
    said = {"kind": "distinct", "fact": "experiment.finished", "unit": {"code": "experiment"}}
    return Question(Specification.parse({**said, "where": [["framework", "in", [framework]]]}))


def state(subject: str, framework: str, on: date = APRIL) -> None:
    actions.state(
        [Statement("experiment.finished", subject, on, dimensions={"framework": framework})], by="test"
    )


def between(framework: str, earlier: int) -> Between:
    return Between(question(framework), APRIL, earlier, ledger.position())


@pytest.mark.django_db
def test_each_question_gets_its_own_records() -> None:
    state("there", "one")
    state("withdrawn", "two")
    earlier = ledger.position()
    state("late", "one")
    state("after", "one", date(2020, 4, 2))
    (key,) = Fact.objects.filter(subject="withdrawn").values_list("natural_key", flat=True)
    actions.retract("experiment.finished", [key], by="test", why="It was a rehearsal.")
    one, two, three = differences([between(name, earlier) for name in ("one", "two", "three")])
    assert [each.in_words() for each in (one, two, three)] == [
        "1 late record",
        "1 withdrawn",
        "no record changed",
    ]
    assert [fact.subject for fact in one.facts()] == ["late"]
    assert [fact.subject for fact in two.facts()] == ["withdrawn"]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3, 60])
def test_many_are_asked_for_like_one(count: int, django_assert_num_queries: Counted) -> None:
    asked = [between(str(number), 0) for number in range(count)]
    with django_assert_num_queries(1 if count < 50 else 2):
        assert all(each.is_empty for each in differences(asked))


@pytest.mark.django_db
def test_nothing_asked_is_nothing_found(django_assert_num_queries: Counted) -> None:
    with django_assert_num_queries(0):
        assert differences([]) == []
