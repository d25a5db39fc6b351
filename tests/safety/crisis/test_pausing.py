from __future__ import annotations

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied
from tests.safety.crisis import world
from tests.safety.crisis.world import HOUR, MINUTE, MONDAY

from thriving.kernel.models import Mail
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.crisis.actions import answering, clocks
from thriving.safety.crisis.actions.words import Written
from thriving.safety.crisis.models import Clock, Crisis
from thriving.safety.crisis.queries.crises import late_clocks

WHY = Written("Whoever is concerned cannot speak before noon.")


@pytest.fixture
def team(db: None) -> tuple[Person, Person, Person]:
    return world.team()


@pytest.fixture
def mona(db: None) -> Person:
    return world.manager()


@pytest.fixture
def crisis(team: tuple[Person, Person, Person], mona: Person) -> Crisis:
    return world.activated(team, mona)


@pytest.fixture
def contact(crisis: Crisis) -> Clock:
    """Due four hours after it was raised."""
    return crisis.clocks.get(task="contact")


def paused(clock: Clock, by: Person, until: datetime, now: datetime = MONDAY + HOUR) -> None:
    with world.at(now):
        clocks.pause(clock, WHY, until=until, by=by)


def test_a_clock_stands_still_until_a_moment_and_goes_on_by_itself(contact: Clock, mona: Person) -> None:
    paused(contact, mona, MONDAY + 3 * HOUR)
    found = Clock.objects.get(pk=contact.pk)
    assert found.due_at == MONDAY + 6 * HOUR
    assert found.stands_still(MONDAY + 2 * HOUR)
    assert not found.stands_still(MONDAY + 3 * HOUR)


def test_after_a_pause_that_nobody_ended_it_rings_and_is_late(contact: Clock, mona: Person) -> None:
    """Abuse case 14: a clock cannot be stopped for good."""
    paused(contact, mona, MONDAY + 3 * HOUR)
    Mail.objects.all().delete()
    with world.at(MONDAY + 6 * HOUR + MINUTE):
        clocks.watch()
        assert "contact" in {each.task for each in late_clocks()}
        assert Mail.objects.filter(address=mona.email, text__startswith="The time for").exists()


def test_no_clock_stands_still_for_longer_than_it_was_given(contact: Clock, mona: Person) -> None:
    with pytest.raises(Refused, match="no longer than the time that was given"):
        paused(contact, mona, MONDAY + 5 * HOUR + MINUTE)
    paused(contact, mona, MONDAY + 4 * HOUR)
    with pytest.raises(Refused, match="no longer than the time that was given"):
        paused(contact, mona, MONDAY + 6 * HOUR, now=MONDAY + 4 * HOUR + MINUTE)
    paused(contact, mona, MONDAY + 5 * HOUR, now=MONDAY + 4 * HOUR)


def test_what_was_done_after_all_pauses_is_late(contact: Clock, crisis: Crisis, mona: Person) -> None:
    """Standing still makes no answer in time beyond what the protocol allows."""
    paused(contact, mona, MONDAY + 5 * HOUR)
    with world.at(MONDAY + 8 * HOUR + MINUTE):
        answering.say_done(crisis, "contact", by=mona)
    assert not Clock.objects.get(pk=contact.pk).was_met_in_time


@pytest.mark.parametrize("task", ["acknowledge", "decide", "commander", "second-reader"])
def test_nobody_puts_off_looking_deciding_or_leading(mona: Person, task: str) -> None:
    crisis = world.raised()
    clock = crisis.clocks.filter(task=task).first() or crisis.clocks.create(
        task=task, number=7, started_at=MONDAY, half_at=MONDAY + HOUR, due_at=MONDAY + 2 * HOUR
    )
    with pytest.raises(Refused, match="cannot be stopped"):
        paused(clock, mona, MONDAY + 20 * MINUTE, now=MONDAY + MINUTE)


def test_it_goes_on_earlier_and_has_what_is_left(contact: Clock, mona: Person) -> None:
    paused(contact, mona, MONDAY + 4 * HOUR)
    with world.at(MONDAY + 2 * HOUR):
        clocks.resume(contact, by=mona)
    found = Clock.objects.get(pk=contact.pk)
    assert (found.due_at, found.pauses.get().ended_at) == (MONDAY + 5 * HOUR, MONDAY + 2 * HOUR)


def test_it_needs_a_reason_and_an_end_to_come_and_time_that_is_left(contact: Clock, mona: Person) -> None:
    with world.at(MONDAY + HOUR), pytest.raises(Refused, match="Write what there is to say"):
        clocks.pause(contact, Written(""), until=MONDAY + 2 * HOUR, by=mona)
    with pytest.raises(Refused, match="still to come"):
        paused(contact, mona, MONDAY + HOUR)
    with pytest.raises(Refused, match="ran out"):
        paused(contact, mona, MONDAY + 9 * HOUR, now=MONDAY + 5 * HOUR)


def test_managers_are_told_that_a_clock_stands_still(
    contact: Clock, team: tuple[Person, Person, Person], mona: Person
) -> None:
    Mail.objects.all().delete()
    paused(contact, team[0], MONDAY + 2 * HOUR)
    assert Mail.objects.get().address == mona.email


def test_others_stop_no_clock(contact: Clock, team: tuple[Person, Person, Person]) -> None:
    with pytest.raises(PermissionDenied):
        paused(contact, team[2], MONDAY + 2 * HOUR)


def test_one_letter_that_cannot_be_written_silences_no_other(
    crisis: Crisis, mona: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell = clocks.letters.tell_due

    def fails_for_contact(clock: Clock, people: list[Person]) -> None:
        if clock.task == "contact":
            raise RuntimeError("no")
        tell(clock, people)

    monkeypatch.setattr(clocks.letters, "tell_due", fails_for_contact)
    Mail.objects.all().delete()
    with world.at(MONDAY + 5 * HOUR), pytest.raises(RuntimeError):
        clocks.watch()
    assert Mail.objects.filter(address=mona.email, text__startswith="The time for").count() == 1
