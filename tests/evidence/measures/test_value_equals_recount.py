"""Whatever happened, whatever is asked, on whichever two dates: one number, however it is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from tests.evidence.histories import BY_KIND, History, days, histories, live_through, undone

from thriving.evidence import ledger
from thriving.evidence.measures import AsOf, Question, curves, evaluate, evaluate_many, evidence, recount

pytestmark = pytest.mark.django_db
tried = settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


numbers = some.floats(0, 1).map(lambda part: round(part * ledger.position()))


@pytest.mark.parametrize("kind", sorted(BY_KIND))
@tried
@given(data=some.data(), history=histories(), on=days)
def test_the_value_equals_the_recount(kind: str, data: some.DataObject, history: History, on: date) -> None:
    with undone():
        live_through(history)
        for question in data.draw(some.lists(BY_KIND[kind], min_size=1, max_size=3)):
            as_of = AsOf(on, data.draw(numbers))
            assert_all_ways_agree(question, as_of)


def assert_all_ways_agree(question: Question, as_of: AsOf) -> None:
    counted, (curve,), recounted = (
        evaluate(question, as_of),
        curves([question], as_of),
        recount(question, as_of),
    )
    assert curve.reading == recounted
    assert counted == replace(recounted, latest=None)
    assert counted.rows == evidence(question, as_of).count()


@pytest.mark.parametrize("kind", sorted(BY_KIND))
@tried
@given(data=some.data(), history=histories(), on=days)
def test_each_point_of_a_curve_is_the_value_of_its_day(
    kind: str, data: some.DataObject, history: History, on: date
) -> None:
    with undone():
        live_through(history)
        question, number = data.draw(BY_KIND[kind]), data.draw(numbers)
        (curve,) = curves([question], AsOf(on, number))
        for point in {*curve.months, *curve.weeks}:
            assert point.value == evaluate(question, AsOf(point.on, number)).value


@tried
@given(history=histories(), questions=some.lists(some.one_of(*BY_KIND.values()), max_size=6), on=days)
def test_many_questions_are_answered_as_each_alone(
    history: History, questions: list[Question], on: date
) -> None:
    with undone():
        live_through(history)
        as_of = AsOf(on, ledger.position())
        assert evaluate_many(questions, as_of) == [evaluate(question, as_of) for question in questions]


@tried
@given(history=histories(), more=histories(), question=some.one_of(*BY_KIND.values()), on=days)
def test_what_was_known_never_changes(history: History, more: History, question: Question, on: date) -> None:
    with undone():
        live_through(history)
        as_of = AsOf(on, ledger.position())
        known = evaluate(question, as_of), list(evidence(question, as_of).values_list("number", "value"))
        live_through(more)
        assert (
            evaluate(question, as_of),
            list(evidence(question, as_of).values_list("number", "value")),
        ) == known


@tried
@given(
    history=histories(), question=BY_KIND["count"], on=days, dimension=some.sampled_from(["stage", "region"])
)
def test_inside_and_outside_share_every_record(
    history: History, question: Question, on: date, dimension: str
) -> None:
    """What is not stated is counted as such: nothing falls between a set and its complement."""
    with undone():
        live_through(history)
        as_of = AsOf(on, ledger.position())
        whole = evaluate(question, as_of).rows
        for values in (["tested"], ["not_stated"], ["south-asia", "not_stated"]):
            parts = [question.with_filters([[dimension, operator, values]]) for operator in ("in", "not_in")]
            assert sum(evaluate(part, as_of).rows for part in parts) == whole


@tried
@given(history=histories(), question=some.one_of(*BY_KIND.values()), on=days)
def test_a_closed_window_ends_the_curve(history: History, question: Question, on: date) -> None:
    with undone():
        live_through(history)
        (curve,) = curves([question], AsOf(on, ledger.position()))
        last = min(on, question.until or on)
        assert curve.months[-1].on == curve.weeks[-1].on == last
        assert all(later.on - sooner.on == timedelta(days=7) for sooner, later in pairwise(curve.weeks))
