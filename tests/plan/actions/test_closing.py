from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import Cast
from tests.plan import world
from tests.plan.world import at

from thriving.kernel.words import Words
from thriving.plan import actions, queries
from thriving.plan.file import check
from thriving.plan.file.beginning import beginning
from thriving.plan.judgment.calibration import Calibration, Confidence
from thriving.plan.models import KeyResult, Plan, Result
from thriving.plan.states import Status

AFTER = date(2020, 7, 2)


@pytest.fixture
def lived(plan: Plan, cast: Cast) -> Plan:
    """A plan whose experiments went half of their way, and whose people met their target."""
    world.state(*(world.experiment(number, date(2020, 1, number + 1)) for number in range(2)))
    world.state(*(world.engaged(number, date(2020, 3, 1)) for number in range(150)))
    world.state(world.step("campaign-in-a-box", "experiments-chosen", date(2019, 10, 1)))
    with at(date(2019, 12, 15)):
        actions.check_in(world.key_result("leadership-development-framework"), confidence=9, by=cast.lead)
        actions.check_in(world.key_result("education-greenhouse"), confidence=8, by=cast.lead)
    return plan


def next_plan(**said: str) -> Plan:
    file = beginning(
        "thriving-movement-2020",
        title=Words(en="Thriving Movement 2020–21"),
        starts=date(2020, 7, 1),
        ends=date(2021, 6, 30),
        language="en",
        continues="thriving-movement-2019",
    )
    return actions.load(file, by="tests")


def test_results_are_fixed(lived: Plan, cast: Cast) -> None:
    with at(AFTER):
        closed = actions.close_period(lived, by=cast.editor)
        before = queries.standing(closed, cast.visitor)
    assert closed.state == "closed"
    assert world.key_result("leadership-development-framework").closed_status == Status.MET
    assert world.key_result("campaign-in-a-box").closed_status == Status.MISSED
    world.state(world.experiment(7, date(2020, 5, 5)), on=date(2020, 8, 1))
    with at(date(2020, 8, 2)):
        after = queries.standing(closed, cast.visitor)
    assert [each.words for each in after.key_results] == [each.words for each in before.key_results]
    assert {each.status for each in Result.objects.all()} <= set(Status)
    assert [each.key_result.closed_status for each in after.key_results] == [
        each.status for each in after.key_results
    ]


def test_results_come_from_a_release_that_everyone_can_read(lived: Plan, cast: Cast) -> None:
    with at(AFTER):
        closed = actions.close_period(lived, by=cast.editor)
    assert closed.final_release is not None
    assert (closed.final_release.on, closed.final_release.known_on) == (date(2020, 6, 30), AFTER)


def test_a_plan_is_not_closed_before_its_time(plan: Plan, cast: Cast) -> None:
    with at(date(2020, 6, 29)), pytest.raises(actions.EditRefused, match="runs until 30 June 2020"):
        actions.close_period(plan, by=cast.editor)


@pytest.mark.parametrize("who", ["volunteer", "lead", "evaluator", "operator"])
def test_only_editors_close(plan: Plan, cast: Cast, who: str) -> None:
    with at(AFTER), pytest.raises(PermissionDenied, match="close_plan"):
        actions.close_period(plan, by=getattr(cast, who))


def test_a_closed_plan_takes_no_change(lived: Plan, cast: Cast) -> None:
    with at(AFTER):
        actions.close_period(lived, by=cast.editor)
        with pytest.raises(actions.EditRefused, match="is closed"):
            actions.change_target(
                world.requirement("campaign-in-a-box", "experiments"),
                target=Decimal(2),
                reason="Now.",
                by=cast.editor,
            )
        with pytest.raises(actions.EditRefused, match="is closed"):
            actions.check_in(world.key_result("education-greenhouse"), confidence=3, by=cast.lead)


def test_open_work_goes_on_where_it_is(lived: Plan, cast: Cast) -> None:
    with at(AFTER):
        into = next_plan()
        actions.close_period(lived, into=into, by=cast.editor)
        document = queries.document_of(into)
        assert check(document) == []
        carried = {each.key for each in document.key_results}
        standing = queries.standing(into, cast.visitor).by_key("campaign-in-a-box")
    assert "leadership-development-framework" not in carried
    assert len(carried) == 12
    assert standing is not None
    steps, experiments = standing.requirements
    assert (experiments.value, experiments.target, experiments.requirement.baseline) == (2, 4, 2)
    assert experiments.requirement.baseline_source == "Result of “Thriving Movement 2019–20”"
    assert [step.reached_on for step in steps.steps][:2] == [date(2019, 10, 1), None]
    assert all(date(2020, 7, 1) <= step.due_on <= date(2021, 6, 30) for step in steps.steps)
    copy = KeyResult.objects.get(key="campaign-in-a-box", objective__priority__plan=into)
    assert copy.carried_from == world.key_result("campaign-in-a-box")


def test_what_the_next_plan_has_already_is_left_alone(lived: Plan, cast: Cast) -> None:
    with at(AFTER):
        into = next_plan()
        actions.change_part(into, "key-result:first", changes={"title": Words(en="Mine")}, by=cast.editor)
        actions.close_period(lived, into=into, by=cast.editor)
    assert str(KeyResult.objects.get(key="first").title) == "Mine"


def test_work_is_not_carried_backward(lived: Plan, cast: Cast) -> None:
    with at(AFTER), pytest.raises(actions.EditRefused, match="to a later plan"):
        actions.close_period(lived, into=lived, by=cast.editor)


def test_calibration_is_of_the_plan(lived: Plan, cast: Cast) -> None:
    with at(AFTER):
        closed = actions.close_period(lived, by=cast.editor)
    assert queries.calibration_of(closed) == [Calibration(Confidence.LIKELY, rated=2, met=1)]
