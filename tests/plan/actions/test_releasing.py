from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import Cast
from tests.plan import world
from tests.plan.world import at

from thriving.evidence.models import Release
from thriving.kernel.words import Words
from thriving.plan import actions, queries
from thriving.plan.actions.releasing import last_end
from thriving.plan.models import Plan, PublishedStanding
from thriving.plan.states import Status

MARCH = date(2020, 3, 31)


def publish(plan: Plan, on: date = MARCH) -> Release:
    with at(on, hour=23):
        return actions.publish_release(plan, on=on, by="tests")


def test_a_release_holds_every_requirement_and_what_was_said_of_it(plan: Plan, cast: Cast) -> None:
    world.state(*(world.experiment(number, date(2020, 1, number + 1)) for number in range(3)))
    with at(MARCH, hour=23):
        release = actions.publish_release(
            plan, on=MARCH, note=Words(en="The third quarter."), by=cast.evaluator
        )
        standing = queries.standing(plan, cast.visitor, on=MARCH, known=MARCH)
    said = {each.requirement_id: each for each in PublishedStanding.objects.filter(release=release)}
    stands = [each for result in standing.key_results for each in result.requirements]
    assert len(stands) == len(said) == release.snapshots.count() + _asked_twice(release) == 19
    assert {each.requirement.pk: each.status for each in stands} == {
        pk: each.status for pk, each in said.items()
    }


def _asked_twice(release: Release) -> int:
    """Two requirements may put one question: it has one answer in the release."""
    return 19 - release.snapshots.count()


@pytest.mark.parametrize("who", ["volunteer", "lead", "editor", "operator"])
def test_only_evaluators_publish(plan: Plan, cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied, match="publish_plan"), at(MARCH):
        actions.publish_release(plan, on=MARCH, by=getattr(cast, who))


def test_a_correction_leaves_the_release_as_it_was(plan: Plan, cast: Cast) -> None:
    world.state(*(world.engaged(number, date(2020, 3, 1)) for number in range(84)))
    first = publish(plan)
    world.state(*(world.engaged(number, date(2020, 3, 20)) for number in range(84, 88)), on=date(2020, 4, 9))
    with at(date(2020, 4, 10), hour=23):
        actions.publish_release(plan, on=MARCH, corrects=first, by=cast.evaluator)
        told = [
            queries.standing(plan, cast.visitor, on=MARCH, known=known).by_key(
                "leadership-development-framework"
            )
            for known in (MARCH, date(2020, 4, 9), date(2020, 4, 10))
        ]
    assert [each.requirements[0].value for each in told if each] == [84, 84, 88]


def test_the_clock_publishes_once_a_period_is_over(plan: Plan) -> None:
    with at(date(2019, 7, 31), hour=23):
        assert actions.publish_due() == []
    with at(date(2019, 8, 1), hour=0):
        (release,) = actions.publish_due()
        assert actions.publish_due() == []
    assert (release.on, release.known_on) == (date(2019, 7, 31), date(2019, 7, 31))


def test_the_clock_does_not_publish_what_a_person_has(plan: Plan) -> None:
    publish(plan)
    with at(date(2020, 4, 1)):
        assert actions.publish_due() == []


def test_the_last_day_is_published_whatever_the_cadence(plan: Plan) -> None:
    plan.ends_on = date(2020, 6, 15)
    assert last_end(plan, date(2020, 7, 1)) == date(2020, 6, 15)


@pytest.mark.parametrize(
    ("cadence", "end"),
    [("weekly", date(2020, 4, 12)), ("monthly", date(2020, 3, 31)), ("quarterly", date(2020, 3, 31))],
)
def test_the_newest_period_that_is_over(plan: Plan, cadence: str, end: date) -> None:
    plan.cadence = cadence
    assert last_end(plan, date(2020, 4, 15)) == end
    assert last_end(plan, date(2020, 4, 1)) == date(2020, 3, 31 if cadence != "weekly" else 29)


def test_a_forecast_is_kept_and_held_against_what_came(plan: Plan, cast: Cast) -> None:
    for month in range(9):
        day = date(2019 + (6 + month) // 12, (6 + month) % 12 + 1, 15)
        world.state(*(world.engaged(100 * month + each, day) for each in range(16 + month % 3)))
    publish(plan)
    world.state(*(world.engaged(5000 + each, date(2020, 6, 1)) for each in range(50)))
    (before,) = queries.forecasts_of(world.key_result("leadership-development-framework"))
    assert before.said.status == Status.MET
    with at(date(2020, 7, 1)):
        actions.close_period(plan, by=cast.editor)
    first, last = queries.forecasts_of(world.key_result("leadership-development-framework"))
    assert first.words.startswith("If the pace of the last 9 months holds: 20")
    assert (first.came, first.held) == ("203", True)
    assert (last.on, last.said.low, last.said.high) == (date(2020, 6, 30), Decimal(203), Decimal(203))
