"""An application from its first day to its recognition: who may move it, by when, what is told to whom."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import person
from tests.movement.groups import world

from thriving.kernel import clock, diary
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.models import Mail
from thriving.movement.actions import Refused
from thriving.movement.actions.recognition import Said, move, record_vote
from thriving.movement.models import Affiliate, Person
from thriving.movement.queries.recognition import moves_open_to, waiting
from thriving.movement.states import CLOCKS
from thriving.movement.tasks import remind_of_recognitions

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
TO_THE_VOTE = ("acknowledge", "invite", "put_to_vote")


def vote(affiliate: Affiliate, by: Person, in_favor: int = 5, against: int = 1) -> None:
    record_vote(affiliate, held_on=clock.today(), in_favor=in_favor, against=against, by=by)


def taken(affiliate: Affiliate, by: Person, *moves: str) -> Affiliate:
    for name in moves:
        if name == "begin_trial":
            vote(affiliate, by)
        move(affiliate, name, by=by)
    return affiliate


def test_whoever_applies_finds_it_received_with_a_clock(volunteer: Person) -> None:
    with clock.stopped_at(MONDAY):
        application = world.application(volunteer)
    assert (application.state, application.due_at) == ("applied", MONDAY + timedelta(days=5))
    assert [entry.verb for entry in diary.entries_about(application)] == ["applied_for_recognition"]


@pytest.mark.parametrize(
    ("moves", "state"),
    [(("acknowledge",), "in_review"), (TO_THE_VOTE[:2], "interviewing"), (TO_THE_VOTE, "voting")],
)
def test_each_step_has_its_own_clock(
    application: Affiliate, officer: Person, moves: tuple[str, ...], state: str
) -> None:
    with clock.stopped_at(MONDAY):
        taken(application, officer, *moves)
    assert (application.state, application.due_at) == (state, MONDAY + CLOCKS[state])


def test_the_trial_lasts_a_year_however_early_its_check_in(application: Affiliate, officer: Person) -> None:
    with clock.stopped_at(MONDAY):
        taken(application, officer, *TO_THE_VOTE, "begin_trial")
    with clock.stopped_at(MONDAY + timedelta(days=90)):
        taken(application, officer, "check_in")
    assert application.due_at == MONDAY + timedelta(days=365)


def test_recognition_has_its_day_and_no_clock(application: Affiliate, officer: Person) -> None:
    with clock.stopped_at(MONDAY):
        taken(application, officer, *TO_THE_VOTE, "begin_trial", "check_in", "recognize")
    assert (application.recognized_since, application.due_at) == (date(2026, 3, 2), None)


def test_no_trial_begins_without_a_vote(application: Affiliate, officer: Person) -> None:
    taken(application, officer, *TO_THE_VOTE)
    with pytest.raises(MoveRefused, match="Record a vote first"):
        move(application, "begin_trial", by=officer)


def test_a_lost_vote_begins_no_trial(application: Affiliate, officer: Person) -> None:
    taken(application, officer, *TO_THE_VOTE)
    vote(application, officer, in_favor=2, against=2)
    with pytest.raises(MoveRefused, match="more voices in favor"):
        move(application, "begin_trial", by=officer)


@pytest.mark.parametrize("voices", [(0, 0), (-1, 3), (5, 1001)])
def test_an_impossible_vote_is_refused(
    application: Affiliate, officer: Person, voices: tuple[int, int]
) -> None:
    taken(application, officer, *TO_THE_VOTE)
    with pytest.raises(Refused, match="voices"):
        vote(application, officer, *voices)


def test_no_recognition_without_the_check_in(application: Affiliate, officer: Person) -> None:
    taken(application, officer, *TO_THE_VOTE, "begin_trial")
    with pytest.raises(MoveRefused, match="not possible while"):
        move(application, "recognize", by=officer)


@pytest.mark.parametrize("name", ["decline", "derecognize"])
def test_a_hard_word_needs_its_reason(
    application: Affiliate, lakeside: Affiliate, officer: Person, name: str
) -> None:
    affiliate = application if name == "decline" else lakeside
    with pytest.raises(MoveRefused, match="Reason"):
        move(affiliate, name, by=officer)
    move(affiliate, name, by=officer, said=Said(reason="The criteria are not met."))
    assert affiliate.reason == "The criteria are not met."


def test_who_applied_answers_for_it_once_the_trial_begins(
    application: Affiliate, officer: Person, volunteer: Person
) -> None:
    taken(application, officer, *TO_THE_VOTE, "begin_trial")
    assert Person.objects.get(pk=volunteer.pk).scopes("affiliate_contact") == {"affiliate:hopeful"}


def test_nobody_judges_their_own(application: Affiliate, officer: Person) -> None:
    own = world.application(officer, key="own", name="Own")
    with pytest.raises(PermissionDenied):
        move(own, "acknowledge", by=officer)
    assert list(waiting(officer)) == [application]
    assert moves_open_to(officer, own) == ["withdraw"]


def test_a_volunteer_moves_nothing_but_withdraws_their_own(application: Affiliate, volunteer: Person) -> None:
    with pytest.raises(PermissionDenied):
        move(application, "acknowledge", by=volunteer)
    with pytest.raises(PermissionDenied):
        move(application, "withdraw", by=person("stranger"))
    move(application, "withdraw", by=volunteer)
    assert application.state == "withdrawn"


def test_of_two_who_decide_at_once_one_is_told(application: Affiliate, officer: Person) -> None:
    stale = Affiliate.objects.get(pk=application.pk)
    move(application, "acknowledge", by=officer)
    with pytest.raises(MoveRefused, match="Somebody else was faster"):
        move(stale, "acknowledge", by=officer)


def test_fourth_application_waits_for_the_first(volunteer: Person) -> None:
    for key in "abc":
        world.application(volunteer, key=key, name=key)
    with pytest.raises(Refused, match="please wait"):
        world.application(volunteer, key="d", name="d")


def test_the_most_urgent_waits_first(volunteer: Person, officer: Person) -> None:
    with clock.stopped_at(MONDAY):
        later = taken(world.application(volunteer, key="later", name="L"), officer, "acknowledge")
        sooner = world.application(volunteer, key="sooner", name="S")
    assert list(waiting(officer)) == [sooner, later]


def letters(reader: Person) -> list[str]:
    return list(Mail.objects.filter(address=reader.email).order_by("pk").values_list("subject", flat=True))


@pytest.fixture
def officer_with_mail(officer: Person) -> Person:
    officer.email = "officer@example.org"
    officer.save()
    return officer


@pytest.mark.parametrize(
    ("days", "subjects"),
    [
        (2, []),
        (3, ["A step of a recognition is due soon"]),
        (5, ["A step of a recognition is overdue"]),
    ],
)
def test_those_who_may_act_are_reminded_once(
    volunteer: Person, officer_with_mail: Person, days: int, subjects: list[str]
) -> None:
    with clock.stopped_at(MONDAY):
        world.application(volunteer)
    with clock.stopped_at(MONDAY + timedelta(days=days)):
        remind_of_recognitions()
        remind_of_recognitions()
    assert letters(officer_with_mail) == subjects


def test_who_applied_hears_of_a_step_without_its_content(
    application: Affiliate, officer: Person, volunteer: Person
) -> None:
    Person.objects.filter(pk=volunteer.pk).update(email="v@example.org")
    application.refresh_from_db()
    move(application, "decline", by=officer, said=Said(reason="Too few members.", inner="Rude on the call."))
    mail: Any = Mail.objects.get()
    assert "Too few" not in mail.subject + mail.text
    assert "Rude" not in mail.text
    assert application.key in mail.text  # the page that tells
