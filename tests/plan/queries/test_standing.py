from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import Cast
from tests.plan import world
from tests.plan.world import at

from thriving.kernel.words import Words
from thriving.plan import actions, queries
from thriving.plan.models import Plan
from thriving.plan.standing.key_results import KeyResultStanding, PlanStanding
from thriving.plan.states import Status

pytestmark = pytest.mark.django_db

MARCH, APRIL = date(2020, 3, 31), date(2020, 4, 15)
FRAMEWORK = "leadership-development-framework"


@pytest.fixture
def plan() -> Plan:
    return world.loaded()


def found(standing: PlanStanding, key: str) -> KeyResultStanding:
    result = standing.by_key(key)
    assert result is not None
    return result


def people_by_month(counts: list[int]) -> None:
    """So many new people each month from July on, known on the month's fifteenth."""
    number = 0
    for index, count in enumerate(counts):
        month = date(2019 + (6 + index) // 12, (6 + index) % 12 + 1, 15)
        world.state(*(world.engaged(number + each, month) for each in range(count)))
        number += count


def stand_for(plan: Plan, reader: Any, on: date = APRIL, **dates: date) -> PlanStanding:
    with at(APRIL):
        return queries.standing(plan, reader, on=on, **dates)


def test_88_of_at_least_150_with_112_planned(plan: Plan, cast: Cast) -> None:
    people_by_month([10, 9, 11, 10, 8, 10, 11, 9, 10])
    (people,) = found(stand_for(plan, cast.lead, MARCH), FRAMEWORK).requirements
    assert people.words == "88 of at least 150 organizers and affiliate leaders"
    assert people.expected == 112
    assert people.status is Status.OFF_TRACK
    assert people.reason == (
        "If the pace of the last 9 months holds: 115 to 119 by 30 June 2020."
        " 112 were planned by 31 March 2020."
    )


def test_a_forecast_that_may_reach_the_target_is_at_risk(plan: Plan, cast: Cast) -> None:
    people_by_month([4, 22, 3, 17, 6, 20, 2, 14])
    standing = found(stand_for(plan, cast.lead, date(2020, 2, 29)), FRAMEWORK)
    assert standing.status is Status.AT_RISK


def test_people_are_public_only_by_release(plan: Plan, cast: Cast) -> None:
    people_by_month([10, 9, 11, 10, 8, 10, 11, 9, 6])
    (unpublished,) = found(stand_for(plan, cast.visitor), FRAMEWORK).requirements
    assert unpublished.value is None
    assert unpublished.value_words == "Not published yet"
    with at(MARCH, hour=23):
        actions.publish_release(plan, on=MARCH, by="tests")
    world.state(world.engaged(500, date(2020, 4, 2)))
    (public,) = found(stand_for(plan, cast.visitor), FRAMEWORK).requirements
    (live,) = found(stand_for(plan, cast.lead), FRAMEWORK).requirements
    assert (public.value, public.number.on) == (84, MARCH)
    assert live.value == 85


def test_the_same_two_dates_give_everyone_the_same(plan: Plan, cast: Cast) -> None:
    people_by_month([10, 9, 11, 10, 8, 10, 11, 9, 6])
    world.state(*(world.experiment(number, date(2020, 1, number + 1)) for number in range(3)))
    with at(MARCH, hour=23):
        actions.publish_release(plan, on=MARCH, by="tests")
    world.state(world.engaged(501, date(2020, 3, 30)), on=date(2020, 4, 3))
    told = [
        [(each.key_result.key, each.status, each.reason, each.words) for each in standing.key_results]
        for reader in (cast.visitor, cast.volunteer, cast.lead, cast.evaluator)
        for standing in [stand_for(plan, reader, MARCH, known=MARCH)]
    ]
    assert all(each == told[0] for each in told)


def test_known_on_asks_for_what_was_known_then(plan: Plan, cast: Cast) -> None:
    world.state(world.experiment(1, date(2020, 1, 10)), on=date(2020, 2, 20))
    january = stand_for(plan, cast.visitor, date(2020, 1, 31), known=date(2020, 1, 31))
    later = stand_for(plan, cast.visitor, date(2020, 1, 31), known=date(2020, 3, 1))
    assert [found(each, "campaign-in-a-box").requirements[1].value for each in (january, later)] == [0, 1]


def test_known_on_knows_the_target_of_that_day(plan: Plan, cast: Cast) -> None:
    with at(date(2020, 2, 10)):
        target = world.requirement("campaign-in-a-box", "experiments")
        actions.change_target(target, target=Decimal(6), reason="Two partners joined.", by=cast.editor)
    before = stand_for(plan, cast.visitor, date(2020, 2, 9), known=date(2020, 2, 9))
    after = stand_for(plan, cast.visitor, date(2020, 2, 9), known=date(2020, 2, 10))
    assert [found(each, "campaign-in-a-box").requirements[1].target for each in (before, after)] == [4, 6]


def test_a_step_past_its_day_is_late(plan: Plan, cast: Cast) -> None:
    days = {"needs-listed": date(2019, 9, 20), "young-people-heard": date(2019, 12, 1)}
    world.state(*(world.step("youth-advisory-council", key, day) for key, day in days.items()))
    standing = found(stand_for(plan, cast.visitor), "youth-advisory-council")
    assert standing.status is Status.LATE
    assert standing.reason == "“The charter is drafted” was due on 15 February 2020. 3 more steps are late."
    steps = standing.requirements[0].steps
    assert [step.late for step in steps] == [False, False, True, True, True, True, False, False]
    assert steps[0].reached_on == date(2019, 9, 20)


def test_k_of_a_named_set_tells_its_members(plan: Plan, cast: Cast) -> None:
    world.state(
        world.liaison(1, "south-asia", date(2020, 2, 1)), world.liaison(2, "south-asia", date(2020, 3, 1))
    )
    world.state(world.liaison(3, "north-america", date(2020, 3, 1)))
    liaisons = found(stand_for(plan, cast.visitor), "gender-manager-and-regional-liaisons").requirements[1]
    assert liaisons.words == "1 of at least 4 of 6 prioritized regions with a liaison"
    assert {each.key: each.reached_on for each in liaisons.members if each.reached_on} == {
        "south-asia": date(2020, 2, 1)
    }


def test_all_reads_through_what_is_missing(plan: Plan, cast: Cast) -> None:
    required = [world.stakeholder(number, date(2020, 4, 1), kind="required") for number in range(10)]
    engaged = [world.stakeholder(number, date(2020, 4, 2), kind="engaged") for number in range(9)]
    venue = world.stakeholder(99, date(2020, 4, 1), kind="required", employer="venue")
    world.state(*required, *engaged, venue)
    standing = found(stand_for(plan, cast.visitor), "risk-protocol")
    assert standing.requirements[0].words == "9 of 10 relevant Foundation stakeholders"
    assert (standing.status, standing.reason) == (Status.AT_RISK, "1 of 10 is missing.")


def test_a_breach_at_two_month_ends_is_off_track(plan: Plan, cast: Cast) -> None:
    world.state(world.stakeholder(1, date(2020, 2, 1), kind="required"))
    standing = found(stand_for(plan, cast.visitor, date(2020, 3, 30)), "risk-protocol")
    assert standing.status is Status.AT_RISK
    standing = found(stand_for(plan, cast.visitor, date(2020, 4, 1)), "risk-protocol")
    assert standing.status is Status.OFF_TRACK
    assert standing.reason.endswith("It was so at the ends of the last 2 months already.")


def test_none_of_none_is_no_case_yet_and_hides_nothing(plan: Plan, cast: Cast) -> None:
    steps = ["protocol-written", "roles-filled", "drill-held", "fully-operational"]
    world.state(*(world.step("crisis-response", key, date(2019, 9, 1)) for key in steps))
    standing = found(stand_for(plan, cast.visitor), "crisis-response")
    assert [each.status for each in standing.requirements] == [Status.MET, Status.NO_CASE_YET]
    assert standing.status is Status.NO_CASE_YET
    assert standing.reason.startswith("Qualifying major events answered: ")


def test_silence_is_never_green(plan: Plan, cast: Cast) -> None:
    world.state(*(world.community(number, date(2020, 1, 30)) for number in range(14)))
    communities = found(stand_for(plan, cast.visitor), "online-learning-experience").requirements[1]
    assert communities.status is Status.NO_RECENT_DATA
    assert communities.reason == "Nothing new since 30 January 2020, though news is expected every 30 days."


def test_a_check_in_breaks_the_silence(plan: Plan, cast: Cast) -> None:
    world.state(*(world.community(number, date(2020, 1, 30)) for number in range(14)))
    with at(date(2020, 4, 1)):
        actions.check_in(world.key_result("online-learning-experience"), confidence=8, by=cast.lead)
    standing = found(stand_for(plan, cast.visitor), "online-learning-experience")
    assert standing.requirements[1].status is Status.ON_TRACK
    assert standing.updated_on == date(2020, 4, 1)


def test_a_disagreement_is_a_headline(plan: Plan, cast: Cast) -> None:
    with at(date(2020, 4, 1)):
        actions.check_in(world.key_result("online-learning-experience"), confidence=8, by=cast.lead)
    standing = found(stand_for(plan, cast.visitor), "online-learning-experience")
    assert standing.status is Status.OFF_TRACK or standing.status is Status.LATE
    assert "the team says 8 of 10: likely" in standing.disagreement


def test_priorities_and_outcomes_count_and_never_average(plan: Plan, cast: Cast) -> None:
    standing = stand_for(plan, cast.visitor)
    assert [each.priority.key for each in standing.priorities] == [
        "movement-diversity",
        "community-leadership-development",
        "diverse-content",
        "safe-and-secure-spaces",
    ]
    assert [sum(each.counts.values()) for each in standing.priorities] == [3, 3, 3, 3]
    assert sum(standing.counts.values()) == 12
    assert {each.outcome.key for each in standing.outcomes} == {
        "newcomers",
        "communities",
        "safe-spaces",
        "leaders-and-affiliates",
        "diverse-content-creation",
    }
    assert all(each.key_results for each in standing.outcomes)
    assert standing.medium_term is not None
    assert [goal.key for goal in standing.goals] == ["participation", "product-experience"]


def test_what_changed_since_the_last_release(plan: Plan, cast: Cast) -> None:
    world.state(world.experiment(1, date(2020, 3, 1)))
    with at(MARCH, hour=23):
        actions.publish_release(plan, on=MARCH, by="tests")
    assert stand_for(plan, cast.visitor, MARCH, known=MARCH).changed == ()
    world.state(world.experiment(2, date(2020, 4, 10)))
    standing = stand_for(plan, cast.visitor)
    assert standing.since is not None
    assert standing.since.on == MARCH
    changed = {each.key_result.key: each for each in standing.changed}["campaign-in-a-box"]
    assert "1 of at least 4 finished experiments" in changed.before_words
    assert "2 of at least 4 finished experiments" in changed.words


def test_twice_as_many_parts_need_no_more_queries(plan: Plan, cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as context, at(APRIL):
            standing = queries.standing(plan, cast.visitor)
            assert standing.priorities
            assert standing.outcomes
            assert standing.changed is not None
        return len(context)

    before = asked()
    for number in range(13, 25):
        part = queries.document_of(plan).key_results[number - 13]
        actions.add_part(plan, _copy(part, number), by=cast.editor, reason="More of it.")
    assert asked() == before <= 9


def _copy(part: Any, number: int) -> Any:
    from dataclasses import replace  # noqa: PLC0415 -- used here alone

    return replace(part, key=f"copy-{number}", number=number, title=Words(en=f"Copy {number}"))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.lists(st.integers(0, 280), max_size=8), on=st.integers(0, 300), known=st.integers(0, 300))
def test_permission_never_changes_a_number_that_all_may_see(
    plan: Plan, cast: Cast, days: list[int], on: int, known: int
) -> None:
    start = date(2019, 7, 1)
    dates = {"on": start + timedelta(days=on), "known": start + timedelta(days=known)}
    with at(start + timedelta(days=290)):
        from thriving.evidence import actions as evidence  # noqa: PLC0415 -- used here alone

        evidence.state(
            [world.experiment(number, start + timedelta(days=day)) for number, day in enumerate(days)],
            by="tests",
        )
        readers = (cast.visitor, cast.volunteer, cast.lead, cast.evaluator, cast.editor)
        values = [
            found(queries.standing(plan, reader, **dates), "campaign-in-a-box").requirements[1].value
            for reader in readers
        ]
    assert len(set(values)) == 1
