from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.safety.crisis import world
from tests.safety.crisis.world import DAY, HOUR, MINUTE, MONDAY, WHY, answers

from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.crisis.actions import answering, deciding, grading
from thriving.safety.crisis.models import Crisis, Decision
from thriving.safety.crisis.queries.crises import unread_decisions

DISCRETION = answers(discretion="yes")


@pytest.fixture
def odile(db: None) -> Person:
    return world.officer("odile")


@pytest.fixture
def omid(db: None) -> Person:
    return world.officer("omid")


@pytest.fixture
def mona(db: None) -> Person:
    return world.manager()


def severity(crisis: Crisis) -> int:
    return Crisis.objects.get(pk=crisis.pk).severity


def found_less_grave(crisis: Crisis, by: Person) -> Decision:
    with world.at(MONDAY + 10 * MINUTE):
        return grading.find_less_grave(crisis, DISCRETION, reason=WHY, by=by)


def test_a_graver_severity_makes_clocks_shorter(odile: Person, mona: Person) -> None:
    crisis = world.qualified(odile, blocked="yes")
    with world.at(MONDAY + 10 * MINUTE):
        grading.raise_severity(crisis, 1, reason=WHY, by=mona)
    due = dict(crisis.clocks.filter(met_at=None).values_list("task", "due_at"))
    assert due["commander"] == MONDAY + 40 * MINUTE
    assert due["report"] == MONDAY + 10 * MINUTE + 4 * HOUR
    assert [each.severity for each in crisis.decisions.all()] == [2, 1]


@pytest.mark.parametrize("less", [2, 3, 4, 9])
def test_nobody_lowers_it_by_raising_it(odile: Person, mona: Person, less: int) -> None:
    crisis = world.qualified(odile, blocked="yes")
    with pytest.raises(Refused, match="Choose a graver one"):
        grading.raise_severity(crisis, less, reason=WHY, by=mona)


def test_less_grave_is_nothing_that_one_says_alone(odile: Person, omid: Person, mona: Person) -> None:
    """Abuse case 16: the clocks of a grave crisis are not dodged by whoever answers it."""
    crisis = world.qualified(odile, blocked="yes")
    decision = found_less_grave(crisis, mona)
    assert severity(crisis) == 2
    with pytest.raises(PermissionDenied):
        deciding.read(decision, agrees=True, by=mona)
    assert unread_decisions(omid).get() == decision
    deciding.read(decision, agrees=True, by=omid)
    assert severity(crisis) == 4


def test_what_runs_already_is_due_as_before(odile: Person, omid: Person, mona: Person) -> None:
    crisis = world.qualified(odile, blocked="yes")
    due = dict(crisis.clocks.filter(met_at=None).values_list("task", "due_at"))
    deciding.read(found_less_grave(crisis, mona), agrees=True, by=omid)
    assert dict(crisis.clocks.filter(task__in=due).values_list("task", "due_at")) == due


def test_it_is_never_less_grave_than_the_answers_allow(odile: Person, mona: Person) -> None:
    crisis = world.qualified(odile, blocked="yes")
    with pytest.raises(Refused, match="as grave as before"):
        grading.find_less_grave(crisis, answers(state="unsure"), severity=4, reason=WHY, by=mona)


def test_a_second_person_who_disagrees_leaves_it_as_it_was(odile: Person, omid: Person, mona: Person) -> None:
    crisis = world.qualified(odile, blocked="yes")
    deciding.read(found_less_grave(crisis, mona), agrees=False, objection=WHY, by=omid)
    assert severity(crisis) == 2


def test_what_became_graver_meanwhile_cannot_be_agreed_to(odile: Person, omid: Person, mona: Person) -> None:
    crisis = world.qualified(odile, blocked="yes")
    decision = found_less_grave(crisis, mona)
    with world.at(MONDAY + 11 * MINUTE):
        grading.raise_severity(crisis, 1, reason=WHY, by=mona)
    with pytest.raises(PermissionDenied):
        deciding.read(decision, agrees=True, by=omid)
    assert severity(crisis) == 1


def test_what_is_stood_down_waits_for_no_reader(odile: Person, omid: Person, mona: Person) -> None:
    crisis = world.activated((odile, omid, world.officer("ona")), mona)
    found_less_grave(crisis, mona)
    for name in ("steady", "watch"):
        answering.move(crisis, name, by=mona)
    with world.at(MONDAY + DAY):
        answering.stand_down(crisis, by=mona)
    assert not unread_decisions(omid).exists()
