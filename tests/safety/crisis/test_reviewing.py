from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.safety.crisis import world
from tests.safety.crisis.world import DAY, MONDAY

from thriving.kernel import clock, diary
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.crisis.actions import reviewing
from thriving.safety.crisis.actions.words import Written
from thriving.safety.crisis.models import Crisis

Team = tuple[Person, Person, Person]
LEARNED = Written("We were late.")


@pytest.fixture
def team(db: None) -> Team:
    return world.team()


@pytest.fixture
def mona(db: None) -> Person:
    return world.manager()


@pytest.fixture
def held(team: Team, mona: Person) -> Crisis:
    crisis = world.stood_down(team, mona)
    with world.at(MONDAY + DAY):
        reviewing.call(crisis, by=team[0])
        reviewing.held(crisis, LEARNED, by=team[0])
    return crisis


def test_a_review_that_changes_nothing_is_not_handed_in(held: Crisis, team: Team) -> None:
    with pytest.raises(MoveRefused, match="goes better another time"):
        reviewing.hand_in(held, by=team[0])


def test_nobody_accepts_their_own_review(team: Team, mona: Person) -> None:
    crisis = world.stood_down(team, mona)
    with world.at(MONDAY + DAY):
        reviewing.call(crisis, by=mona)
        reviewing.held(crisis, LEARNED, by=mona)
        due = clock.today() + 30 * DAY
        reviewing.add_action(crisis, LEARNED, owner=team[1], due_on=due, by=mona)
        reviewing.hand_in(crisis, by=mona)
        with pytest.raises(PermissionDenied):
            reviewing.accept(crisis, by=mona)
        reviewing.accept(crisis, by=world.manager("milo"))
    assert crisis.state == "reviewed"


def test_a_returned_review_is_written_anew(team: Team, mona: Person) -> None:
    crisis = world.stood_down(team, mona)
    with world.at(MONDAY + DAY):
        reviewing.call(crisis, by=team[0])
        reviewing.held(crisis, LEARNED, by=team[0])
        reviewing.add_action(crisis, LEARNED, owner=team[1], due_on=clock.today() + DAY, by=team[0])
        reviewing.hand_in(crisis, by=team[0])
        with pytest.raises(Refused, match="handed in"):
            reviewing.rewrite(crisis, LEARNED, by=team[0])
        reviewing.return_(crisis, by=mona)
        reviewing.rewrite(crisis, Written("We were late twice."), by=team[0])
    crisis.review.refresh_from_db()
    assert crisis.review.text == "We were late twice."


def test_it_is_closed_once_each_action_is_settled(team: Team, mona: Person) -> None:
    crisis = world.reviewed(team, mona)
    action = crisis.actions.get()
    with pytest.raises(MoveRefused, match="Each action of the review"):
        reviewing.close(crisis, by=team[0])
    with pytest.raises(PermissionDenied):
        reviewing.do(action, by=team[0])
    reviewing.do(action, by=team[1])
    with pytest.raises(PermissionDenied):  # it is nobody's to do any more than once
        reviewing.do(action, by=team[0])
    reviewing.close(crisis, by=team[0])
    assert crisis.state == "closed"
    assert not crisis.duties.filter(ended_at=None).exists()


def test_an_action_stays_undone_only_by_another_person_with_a_reason(team: Team, mona: Person) -> None:
    crisis = world.reviewed(team, mona)
    ours = reviewing.add_action(crisis, LEARNED, owner=mona, due_on=clock.today() + DAY, by=team[0])
    with pytest.raises(Refused, match="This one is yours"):
        reviewing.leave(ours, LEARNED, by=mona)
    with pytest.raises(PermissionDenied):
        reviewing.leave(ours, LEARNED, by=team[0])
    reviewing.leave(ours, LEARNED, by=world.manager("milo"))
    with pytest.raises(Refused, match="settled already"):
        reviewing.do(ours, by=mona)


def test_an_action_is_due_on_a_day_that_comes(team: Team, mona: Person) -> None:
    crisis = world.reviewed(team, mona)
    with pytest.raises(Refused, match="still to come"):
        reviewing.add_action(crisis, LEARNED, owner=mona, due_on=clock.today() - DAY, by=team[0])


def test_the_diary_tells_the_whole_of_it_and_no_word_of_what_happened(team: Team, mona: Person) -> None:
    """Abuse case 50."""
    crisis = world.reviewed(team, mona)
    entries = list(diary.entries_about(crisis).order_by("number"))
    assert [each.verb for each in entries][:4] == ["raised", "taken_up", "qualified", "appointed"]
    assert [each.verb for each in entries][-3:] == ["added_action", "handed_in_review", "accepted_review"]
    told = " ".join(each.written or "" for each in entries)
    assert "reached since" not in told
    assert "list of contacts" not in told
    assert diary.verify() == []
