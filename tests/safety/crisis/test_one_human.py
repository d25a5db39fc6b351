"""Abuse case 11: the same human with two accounts is one person, wherever a second one is asked for."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from tests.safety.crisis import world
from tests.safety.crisis.world import DAY, MONDAY, WHY, answers

from thriving.kernel import clock
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.crisis.actions import answering, deciding, grading, preparing, reviewing
from thriving.safety.crisis.actions.words import Written
from thriving.safety.crisis.queries.crises import unread_decisions


@pytest.fixture
def odile(db: None) -> Person:
    return world.officer("odile")


@pytest.fixture
def again(odile: Person) -> Person:
    return world.second_account(odile)


@pytest.fixture
def mona(db: None) -> Person:
    return world.manager()


def test_as_the_second_reader(odile: Person, again: Person) -> None:
    decision = world.turned_down(odile).decisions.get()
    assert not unread_decisions(again).exists()
    with pytest.raises(PermissionDenied):
        deciding.read(decision, agrees=True, by=again)


def test_of_a_link(odile: Person, again: Person) -> None:
    known = world.qualified(odile)
    decision = world.linked(known, odile).decisions.get()
    with pytest.raises(PermissionDenied):
        deciding.read(decision, agrees=True, by=again)


def test_of_a_lesser_severity(mona: Person, odile: Person) -> None:
    crisis = world.qualified(odile, blocked="yes")
    lesser = answers(discretion="yes")
    decision = grading.find_less_grave(crisis, lesser, reason=WHY, by=mona)
    with pytest.raises(PermissionDenied):
        deciding.read(decision, agrees=True, by=world.second_account(mona))


def test_who_wrote_a_playbook_does_not_review_it(mona: Person) -> None:
    book = preparing.write_playbook("A site is blocked", ["Look."], by=mona)
    with pytest.raises(Refused, match="You wrote this version"):
        preparing.review_playbook(
            book, good_until=clock.today() + 30 * DAY, by=world.second_account(mona, "crisis_manager")
        )


def test_who_recorded_a_drill_does_not_confirm_it(odile: Person, again: Person, mona: Person) -> None:
    with world.at():
        book = preparing.write_playbook("A site is blocked", ["Look."], by=mona)
        held = date(2020, 5, 30)
        drill = preparing.record_drill(book, held_on=held, passed=True, learned=WHY, by=odile)
        for who in (odile, again):
            with pytest.raises(PermissionDenied):
                preparing.confirm_drill(drill, by=who)


def test_nobody_stands_behind_themselves(odile: Person, again: Person, mona: Person) -> None:
    with world.at():
        times = {"begins_at": MONDAY, "ends_at": MONDAY + DAY}
        preparing.put_on_call("first", odile, **times, by=mona)
        with pytest.raises(Refused, match="stands behind themselves"):
            preparing.put_on_call("backup", again, **times, by=mona)


def test_nobody_has_two_parts(odile: Person, again: Person) -> None:
    crisis = world.qualified(odile)
    answering.appoint(crisis, "commander", odile, by=odile)
    with pytest.raises(Refused, match="nobody has two"):
        answering.appoint(crisis, "deputy", again, by=odile)


def test_who_wrote_a_review_does_not_accept_it(odile: Person, mona: Person) -> None:
    team = (odile, world.officer("omid"), world.officer("ona"))
    crisis = world.stood_down(team, mona)
    with world.at(MONDAY + DAY):
        reviewing.call(crisis, by=odile)
        reviewing.held(crisis, Written("We were quick."), by=odile)
        due = clock.today() + DAY
        reviewing.add_action(crisis, Written("Keep the list."), owner=team[1], due_on=due, by=odile)
        reviewing.hand_in(crisis, by=odile)
        with pytest.raises(PermissionDenied):
            reviewing.accept(crisis, by=world.second_account(odile, "crisis_manager"))


def test_who_is_to_do_an_action_does_not_leave_it(odile: Person, mona: Person) -> None:
    team = (odile, world.officer("omid"), world.officer("ona"))
    action = world.reviewed(team, mona).actions.get()
    with pytest.raises(Refused, match="This one is yours"):
        reviewing.leave(action, WHY, by=world.second_account(team[1], "crisis_manager"))
