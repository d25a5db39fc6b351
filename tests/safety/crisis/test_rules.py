"""Each rule on crises, at each step of one: who may by it, and nobody else."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.conftest import person
from tests.grants.reach import who_may
from tests.safety.crisis import world
from tests.safety.crisis.world import DAY, HOUR, MONDAY, WHY

from thriving.kernel import clock
from thriving.movement.models import Person, RoleHolding
from thriving.safety.crisis.actions import deciding, preparing, reviewing
from thriving.safety.crisis.actions.words import Written
from thriving.safety.crisis.models import Crisis, Duty, Part

LED, STOOD_IN, WROTE = "odile", "omid", "ona"  # by their parts in the crisis, once they have one
MANAGERS = {"mona", "maya"}
OFFICERS = {LED, STOOD_IN, WROTE, "twin", "free"}  # of whom the twin is another account of the leader
ANSWER = MANAGERS | OFFICERS

ALWAYS = {
    "respond_to_crises": ANSWER,
    "manage_crises": MANAGERS,
    "see_crisis": ANSWER,
    "decide_on_crisis": ANSWER,
    "direct_crisis": MANAGERS,
    "appoint_in_crisis": ANSWER,
    "second_crisis_decision": set[str](),
    "do_action_of_crisis": set[str](),
    "answer_crisis": MANAGERS,
    "accept_open_action": MANAGERS,
    "accept_crisis_review": MANAGERS,
}
LEADING = {
    "direct_crisis": MANAGERS | {LED, STOOD_IN},
    "appoint_in_crisis": MANAGERS | {LED, STOOD_IN},
    "answer_crisis": MANAGERS | {LED, STOOD_IN, WROTE},
}


@pytest.fixture
def people(db: None) -> dict[str, Person]:
    officers = {each.username: each for each in (*world.team(), world.officer("free"))}
    return {
        **officers,
        "twin": world.second_account(officers[LED]),
        "mona": world.manager(),
        "maya": world.manager("maya"),
        "stranger": person("stranger", "evaluator"),
        "visitor": AnonymousUser(),  # type: ignore[dict-item] # who has no account
    }


def team(people: dict[str, Person]) -> tuple[Person, Person, Person]:
    return people[LED], people[STOOD_IN], people[WROTE]


def found(crisis: Crisis, people: dict[str, Person]) -> dict[str, set[str]]:
    with world.at(MONDAY + 2 * DAY):
        return {rule: who_may(rule, crisis, people) for rule in ALWAYS}


def test_of_a_report(people: dict[str, Person]) -> None:
    assert found(world.raised(), people) == ALWAYS


def test_of_one_that_was_turned_down(people: dict[str, Person]) -> None:
    crisis = world.turned_down(people[LED])
    others = ANSWER - {LED, "twin"}
    assert found(crisis, people) == {**ALWAYS, "second_crisis_decision": others}
    decision = crisis.decisions.get()
    assert who_may("read_decision_on_crisis", decision, people) == others
    with world.at(MONDAY + HOUR):
        deciding.read(decision, agrees=True, by=people[WROTE])
    assert who_may("read_decision_on_crisis", decision, people) == set()
    assert found(crisis, people) == ALWAYS


def test_of_one_that_is_answered(people: dict[str, Person]) -> None:
    crisis = world.activated(team(people), people["mona"])
    assert found(crisis, people) == {**ALWAYS, **LEADING}
    assert who_may("read_decision_on_crisis", crisis.decisions.get(), people) == set()


@pytest.mark.parametrize("lost", ["part", "role"])
def test_of_one_whose_leader_is_gone(people: dict[str, Person], lost: str) -> None:
    crisis = world.activated(team(people), people["mona"])
    if lost == "part":
        duty = Duty.objects.filter(crisis=crisis, part=Part.COMMANDER)
        duty.update(ended_at=MONDAY + HOUR)
        left = {"answer_crisis": MANAGERS | {STOOD_IN, WROTE}}
        expected = {**ALWAYS, **left, "direct_crisis": MANAGERS | {STOOD_IN}}
    else:
        RoleHolding.objects.filter(person=people[LED]).update(ends_on=date(2020, 1, 1))
        people = {name: Person.objects.get(pk=each.pk) for name, each in people.items() if each.pk}
        expected = {rule: names - {LED} for rule, names in {**ALWAYS, **LEADING}.items()}
        expected["appoint_in_crisis"] = ANSWER - {LED}
    assert found(crisis, people) == expected


def test_of_one_that_is_reviewed(people: dict[str, Person]) -> None:
    crisis = world.stood_down(team(people), people["mona"])
    with world.at(MONDAY + DAY):
        reviewing.call(crisis, by=people[LED])
        reviewing.held(crisis, Written("We were quick."), by=people["mona"])
        due = clock.today() + 30 * DAY
        owner = people["maya"]
        action = reviewing.add_action(
            crisis, Written("Keep the list."), owner=owner, due_on=due, by=people[LED]
        )
    acting = {"do_action_of_crisis": {"maya"}, "accept_crisis_review": {"maya"}}
    assert found(crisis, people) == {**ALWAYS, **LEADING, **acting}
    assert who_may("do_crisis_action", action, people) == {"maya"}
    assert who_may("leave_crisis_action", action, people) == {"mona"}
    with world.at(MONDAY + 3 * DAY):
        reviewing.do(action, by=people["maya"])
    assert found(crisis, people)["do_action_of_crisis"] == set()


def test_of_drills(people: dict[str, Person]) -> None:
    with world.at():
        book = world.playbook(people["mona"], people[STOOD_IN])
        held = {"held_on": date(2020, 5, 30), "learned": WHY, "by": people[LED]}
        passed, failed = (preparing.record_drill(book, passed=each, **held) for each in (True, False))
        assert who_may("confirm_drill", failed, people) == set()
        assert who_may("confirm_drill", passed, people) == ANSWER - {LED, "twin"}
        preparing.confirm_drill(passed, by=people[WROTE])
        assert who_may("confirm_drill", passed, people) == set()


def test_a_disabled_account_may_nothing(people: dict[str, Person]) -> None:
    crisis = world.turned_down(people[LED])
    answered = world.activated(team(people), people["mona"], MONDAY + HOUR)
    for each in people.values():
        each.is_active = False
    for record in (crisis, answered):
        assert found(record, people) == {rule: set() for rule in ALWAYS}
    assert who_may("read_decision_on_crisis", crisis.decisions.get(), people) == set()


def test_a_command_speaks_for_nobody(people: dict[str, Person]) -> None:
    crisis = world.activated(team(people), people["mona"])
    for who in (SimpleNamespace(), SimpleNamespace(is_active=True), SimpleNamespace(is_authenticated=True)):
        command = {
            "command": SimpleNamespace(pk=people[LED].pk, roles=frozenset({"crisis_officer"}), **vars(who))
        }
        for rule in ("direct_crisis", "answer_crisis"):
            assert who_may(rule, crisis, command) == set()  # type: ignore[arg-type] # no person
