from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from tests.plan import world as world_of_plans
from tests.safety.crisis import world
from tests.safety.crisis.world import DAY, HOUR, MONDAY, WHY

from thriving.evidence import actions as evidence
from thriving.evidence.derivations import derivations
from thriving.evidence.models import Fact
from thriving.movement.models import Person
from thriving.plan import queries as plans
from thriving.plan.states import Status
from thriving.safety.crisis import public
from thriving.safety.crisis.actions import answering, counting, deciding, grading
from thriving.safety.crisis.models import Crisis

Team = tuple[Person, Person, Person]


@pytest.fixture
def team(db: None) -> Team:
    return world.team()


@pytest.fixture
def mona(db: None) -> Person:
    return world.manager()


def count(moment: datetime) -> None:
    with world.at(moment):
        counting.count_due(by="tests")


def told() -> list[tuple[str, date]]:
    standing = Fact.objects.filter(superseded_number=None).order_by("kind")
    return list(standing.values_list("kind", "occurred_on"))


def test_a_crisis_is_counted_late_and_never_told_of(team: Team, mona: Person) -> None:
    world.answered(team, mona)
    count(MONDAY + 13 * DAY)
    assert told() == []
    count(MONDAY + 15 * DAY)
    count(MONDAY + 15 * DAY)
    day = MONDAY.date()
    assert told() == [("crisis.event_answered", day), ("crisis.event_qualified", day)]
    assert set(Fact.objects.values_list("visibility", flat=True)) == {"sealed"}
    for kind in ("crisis.event_qualified", "crisis.event_answered"):
        assert [each.occurred_on for each in derivations[kind]()] == [day]


def test_what_was_answered_late_counts_as_not_answered(team: Team, mona: Person) -> None:
    crisis = world.activated(team, mona)
    with world.at(MONDAY + DAY):
        for task in ("contact", "brief"):
            answering.say_done(crisis, task, by=team[0])
    count(MONDAY + 15 * DAY)
    assert [kind for kind, _on in told()] == ["crisis.event_qualified"]


def test_what_was_turned_down_by_two_counts_for_nothing(team: Team) -> None:
    crisis = world.turned_down(team[0])
    with world.at(MONDAY + HOUR):
        deciding.read(crisis.decisions.get(), agrees=True, by=team[1])
    count(MONDAY + 40 * DAY)
    assert told() == []


LEFT_LYING: list[Callable[[Person], Crisis]] = [
    lambda _by: world.raised(),
    world.taken_up,
    world.turned_down,
    lambda by: world.linked(world.taken_up(by), by),
]


@pytest.mark.parametrize("left_lying", LEFT_LYING)
def test_what_nobody_settled_counts_as_not_answered(
    team: Team, left_lying: Callable[[Person], Crisis]
) -> None:
    """Abuse case 16: 100 % is not reached by deciding nothing."""
    crisis = left_lying(team[0])
    Crisis.objects.exclude(pk=crisis.pk).update(raised_at=MONDAY + 10 * DAY)
    count(MONDAY + 13 * DAY)
    assert told() == []
    count(MONDAY + 15 * DAY)
    assert told() == [("crisis.event_qualified", MONDAY.date())]


def test_what_somebody_settles_late_is_taken_back(team: Team) -> None:
    crisis = world.turned_down(team[0])
    count(MONDAY + 15 * DAY)
    with world.at(MONDAY + 16 * DAY):
        deciding.read(crisis.decisions.get(), agrees=True, by=team[1])
    count(MONDAY + 17 * DAY)
    assert told() == []


def test_what_qualifies_late_counts_from_then_on(team: Team) -> None:
    crisis = world.taken_up(team[0])
    count(MONDAY + 15 * DAY)
    with world.at(MONDAY + 16 * DAY):
        deciding.qualify(crisis, world.answers(blocked="yes"), reason=WHY, by=team[0])
    count(MONDAY + 17 * DAY)
    assert told() == [("crisis.event_qualified", (MONDAY + 16 * DAY).date())]


def test_an_answer_is_taken_back_where_a_graver_severity_asks_for_more(team: Team, mona: Person) -> None:
    crisis = world.qualified(team[0], discretion="yes")
    with world.at(MONDAY + HOUR):
        for part, who in zip(("commander", "deputy", "scribe"), team, strict=True):
            answering.appoint(crisis, part, who, by=mona)
        answering.take_checklist(crisis, world.playbook(mona, team[1]), by=team[0])
        answering.activate(crisis, by=team[0])
        assert crisis.answered_at == MONDAY + HOUR
        grading.raise_severity(crisis, 1, reason=WHY, by=team[0])
    assert crisis.answered_at is None


def test_the_plan_has_no_case_yet_then_counts(db: None) -> None:
    plan = world_of_plans.loaded()
    people, boss = world.team(), world.manager()

    def status(moment: datetime) -> Status:
        with world.at(moment):
            found = plans.standing(plan, AnonymousUser(), on=moment.date()).by_key("crisis-response")
        assert found
        return found.requirements[1].status

    assert status(MONDAY) is Status.NO_CASE_YET
    world.answered(people, boss)
    assert status(MONDAY + 10 * DAY) is Status.NO_CASE_YET
    count(MONDAY + 15 * DAY)
    assert status(MONDAY + 16 * DAY) is Status.ON_TRACK


def test_the_public_page_counts_late_and_without_detail(team: Team, mona: Person) -> None:
    crisis = world.answered(team, mona)
    with world.at(MONDAY + DAY):
        page = Client().get("/crisis/").content.decode()
    assert "No case yet" in page
    count(MONDAY + 15 * DAY)
    with world.at(MONDAY + 15 * DAY):
        page = Client().get("/crisis/").content.decode()
        twin = Client().get("/crisis.json").json()
    assert "<bdi>1</bdi> crisis so far; <bdi>1</bdi> answered in time." in page
    assert (twin["qualified"], twin["answered"], twin["rows"]) == (1, 1, [])
    for word in (crisis.codename, crisis.key, "blocked or slowed", crisis.get_state_display()):
        assert word not in page


@pytest.mark.parametrize(
    ("by_year", "shown"),
    [
        ({2018: 6, 2019: 7}, [6, 7]),
        ({2018: 6, 2019: 1, 2020: 9}, [None, None, 9]),
        ({2018: 1}, []),
        ({2018: 2, 2019: 2}, []),
        ({2020: 8, 2021: 30}, [8]),
    ],
)
def test_a_small_year_hides_with_another(db: None, by_year: dict[int, int], shown: list[Any]) -> None:
    """Abuse case 49: a small number cannot be computed from the total and the others."""
    rows = [
        Crisis(
            kind="other",
            danger="no",
            affected="one",
            told="",
            raised_at=MONDAY,
            severity=3,
            qualified_at=datetime(year, 3, 1, tzinfo=UTC),
            counted_at=MONDAY,
            counts_since=datetime(year, 3, 1, tzinfo=UTC),
        )
        for year, crises in by_year.items()
        for _each in range(crises)
    ]
    Crisis.objects.bulk_create(rows)
    with world.at(datetime(2021, 2, 1, tzinfo=UTC)):
        found = public.counts()
    assert sorted(each.crises or 0 for each in found.years) == sorted(each or 0 for each in shown)
    assert found.qualified == sum(by_year.values())


def test_the_ledger_is_what_the_records_say(team: Team, mona: Person) -> None:
    """Whoever writes into the ledger by hand is found: nobody states an answered crisis without one."""
    world.answered(team, mona)
    count(MONDAY + 15 * DAY)
    kind = "crisis.event_answered"
    names = {each.natural_key for each in derivations[kind]()}
    standing = Fact.objects.filter(kind=kind, superseded_number=None)
    assert set(standing.values_list("natural_key", flat=True)) == names
    evidence.retract(kind, names, by="tests", why="It is tried.")
    assert not standing.exists()
