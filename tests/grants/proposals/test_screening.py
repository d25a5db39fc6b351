from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import Cast, person
from tests.grants import world
from tests.grants.proposals import written
from tests.movement.groups import world as groups

from thriving.grants.proposals import actions, queries
from thriving.grants.proposals.models import Proposal
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.models import Mail
from thriving.movement.actions import Refused
from thriving.movement.models import Person


@pytest.fixture
def ama(db: None) -> Person:
    return Person.objects.create(username="ama", email="ama@example.org")


@pytest.fixture
def one(ama: Person) -> Proposal:
    return world.proposal(ama)


@pytest.fixture
def screened(one: Proposal, officer: Person) -> Proposal:
    actions.screen(one, by=officer)
    return one


def test_officer_takes_it_up(one: Proposal, officer: Person) -> None:
    assert list(queries.to_screen(officer)) == [one]
    actions.screen(one, by=officer)
    assert (one.state, one.officer) == ("screening", officer)
    assert str(one.public_state) == "Received"


def test_screening_is_for_officers(one: Proposal, cast: Cast) -> None:
    for somebody in (cast.volunteer, cast.lead, cast.operator):
        with pytest.raises(PermissionDenied):
            actions.screen(one, by=somebody)
        assert not queries.to_screen(somebody).exists()


def test_11_officer_never_screens_their_own(officer: Person) -> None:
    own = world.proposal(officer)
    with pytest.raises(PermissionDenied):
        actions.screen(own, by=officer)
    assert not queries.to_screen(officer).exists()


def test_asked_for_more_the_side_answers_and_the_officer_takes_it_up_again(
    screened: Proposal, officer: Person, ama: Person
) -> None:
    with written.on():
        actions.ask_for_more(screened, "Who lends the room?", wanted_by=date(2026, 2, 9), by=officer)
    assert str(screened.public_state) == "More information is needed"
    with pytest.raises(PermissionDenied):
        actions.answer_officer(screened, "The library.", by=officer)
    actions.answer_officer(screened, "The library.", by=ama)
    assert screened.state == "submitted"
    assert screened.requests.get().answer == "The library."
    actions.screen(screened, by=officer)
    assert screened.state == "screening"


def test_22_letter_says_neither_title_nor_what_was_asked(screened: Proposal, officer: Person) -> None:
    actions.ask_for_more(screened, "Who lends the room?", wanted_by=None, by=officer)
    mail = Mail.objects.get()
    assert "photographs" not in mail.subject + mail.text
    assert "room" not in mail.text


def test_question_names_a_day_to_come_and_says_something(screened: Proposal, officer: Person) -> None:
    with written.on(), pytest.raises(Refused, match="is over"):
        actions.ask_for_more(screened, "Who?", wanted_by=date(2026, 2, 1), by=officer)
    with pytest.raises(Refused, match="Nothing is written"):
        actions.ask_for_more(screened, " \n", wanted_by=None, by=officer)
    assert not screened.requests.exists()


def test_turned_away_always_says_why_and_what_would_be_needed(screened: Proposal, officer: Person) -> None:
    with pytest.raises(Refused):
        actions.turn_away(screened, "It is elsewhere.", another_time="", by=officer)
    actions.turn_away(screened, "It is elsewhere.", another_time="A place in the region.", by=officer)
    assert (screened.state, screened.another_time) == ("ineligible", "A place in the region.")
    with pytest.raises(PermissionDenied):
        actions.screen(screened, by=officer)


def test_09_no_step_is_skipped(one: Proposal) -> None:
    for name in ("open_review", "approve", "turn_away", "decline"):
        with pytest.raises(MoveRefused):
            actions.move(one, name, by="test", reason="So.")


def test_11_officer_from_its_affiliate_is_on_its_side(ama: Person) -> None:
    from_it = person("gus", "grants_officer", "affiliate_chair affiliate:lakeside")
    lakeside = groups.affiliate("lakeside", state="recognized")
    one = world.proposal(ama, affiliate=lakeside, applicant_kind="affiliate")
    with pytest.raises(PermissionDenied):
        actions.screen(one, by=from_it)
