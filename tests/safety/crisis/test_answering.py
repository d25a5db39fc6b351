from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from tests.conftest import AtOnce
from tests.safety.crisis import world
from tests.safety.crisis.world import DAY, HOUR, MINUTE, MONDAY

from thriving.kernel import clock
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.models import Mail
from thriving.movement.actions import Refused
from thriving.movement.models import Person, RoleHolding
from thriving.safety.crisis.actions import answering, clocks, preparing
from thriving.safety.crisis.actions.words import Written
from thriving.safety.crisis.models import Crisis, Duty

NOTE = Written("The list is ready.")
Team = tuple[Person, Person, Person]


@pytest.fixture
def team(db: None) -> Team:
    return world.team()


@pytest.fixture
def mona(db: None) -> Person:
    return world.manager()


def test_a_crisis_begins_once_it_is_led_and_has_a_checklist(team: Team, mona: Person) -> None:
    odile, omid, ona = team
    crisis = world.qualified(odile)
    with world.at(MONDAY + 3 * MINUTE):
        answering.appoint(crisis, "commander", odile, by=omid)
        with pytest.raises(MoveRefused) as refused:
            answering.activate(crisis, by=odile)
        assert len(refused.value.sentences) == 2
        answering.appoint(crisis, "deputy", omid, by=odile)
        answering.appoint(crisis, "scribe", ona, by=odile)
        answering.take_checklist(crisis, world.playbook(mona, omid), by=odile)
        answering.activate(crisis, by=odile)
    assert crisis.state == "activated"
    assert [each.text for each in crisis.steps.all()] == ["Look whether it is so.", "Tell the communities."]


def test_nobody_has_two_parts(team: Team, mona: Person) -> None:
    crisis = world.qualified(team[0])
    answering.appoint(crisis, "commander", team[0], by=mona)
    with pytest.raises(Refused, match="nobody has two"):
        answering.appoint(crisis, "deputy", team[0], by=mona)
    with transaction.atomic(), pytest.raises(IntegrityError):
        Duty.objects.create(crisis=crisis, part="scribe", person=team[0], begun_at=clock.now())


def test_only_who_answers_crises_can_have_a_part(team: Team, mona: Person) -> None:
    crisis = world.qualified(team[0])
    with pytest.raises(Refused, match="Only those who answer"):
        answering.appoint(crisis, "commander", world.person("vera"), by=mona)


def test_once_somebody_leads_others_appoint_nobody(team: Team, mona: Person) -> None:
    _odile, omid, ona = team
    crisis = world.activated(team, mona)
    with pytest.raises(PermissionDenied):
        answering.appoint(crisis, "scribe", omid, note=NOTE, by=ona)


def test_a_part_is_handed_over_with_words(team: Team, mona: Person) -> None:
    crisis = world.activated(team, mona)
    nadia = world.officer("nadia")
    with world.at(MONDAY + HOUR):
        with pytest.raises(Refused, match="handed over with words"):
            answering.appoint(crisis, "commander", nadia, by=team[0])
        answering.appoint(crisis, "commander", nadia, note=NOTE, by=team[0])
        held = crisis.duties.filter(part="commander").values_list("person__username", "ended_at")
        assert list(held) == [("odile", MONDAY + HOUR), ("nadia", None)]
        with pytest.raises(PermissionDenied):
            answering.move(crisis, "steady", by=team[0])
        answering.move(crisis, "steady", by=nadia)


def test_who_lost_the_role_leads_nothing_at_once(team: Team, mona: Person) -> None:
    """Abuse case 7."""
    crisis = world.activated(team, mona)
    RoleHolding.objects.filter(person=team[0]).update(ends_on=clock.today())
    gone = Person.objects.get(pk=team[0].pk)
    with pytest.raises(PermissionDenied):
        answering.move(crisis, "steady", by=gone)
    answering.appoint(crisis, "commander", world.officer("nadia"), note=NOTE, by=team[2])


def test_the_checklist_is_a_copy(team: Team, mona: Person) -> None:
    crisis = world.activated(team, mona)
    playbook = crisis.steps.first().version.playbook  # type: ignore[union-attr]
    preparing.rewrite_playbook(playbook, ["Something else."], by=mona)
    assert crisis.steps.get(position=1).text == "Look whether it is so."


def test_a_playbook_that_nobody_reviewed_is_not_taken(team: Team, mona: Person) -> None:
    crisis = world.qualified(team[0])
    unread = preparing.write_playbook("Unread", ["Wait."], by=mona)
    with pytest.raises(Refused, match="not reviewed"):
        answering.take_checklist(crisis, unread, by=team[0])
    stale = world.playbook(mona, team[1])
    with world.at(clock.now() + 200 * DAY), pytest.raises(Refused, match="too long ago"):
        answering.take_checklist(crisis, stale, by=mona)


def test_steps_are_ticked_and_unticked(team: Team, mona: Person) -> None:
    crisis = world.activated(team, mona)
    step = crisis.steps.get(position=1)
    answering.tick(step, by=team[2])
    assert (step.done_by, bool(step.done_at)) == (team[2], True)
    answering.tick(step, by=team[2])
    assert step.done_at is None
    with pytest.raises(PermissionDenied):
        answering.tick(step, by=world.officer("nadia"))


def test_all_in_time_is_an_answer_in_time(team: Team, mona: Person) -> None:
    crisis = world.answered(team, mona)
    assert crisis.answered_at == MONDAY + HOUR


@pytest.mark.parametrize("task", ["contact", "brief"])
def test_one_clock_missed_is_no_answer_in_time(team: Team, mona: Person, task: str) -> None:
    crisis = world.activated(team, mona)
    other = "brief" if task == "contact" else "contact"
    with world.at(MONDAY + HOUR):
        answering.say_done(crisis, other, by=team[0])
        answering.report(crisis, NOTE, by=team[2])
    with world.at(MONDAY + 4 * HOUR + MINUTE):
        answering.say_done(crisis, task, by=team[0])
    crisis.refresh_from_db()
    assert crisis.answered_at is None


def test_standing_down_early_meets_no_clock(team: Team, mona: Person) -> None:
    """Abuse case 16: what is dropped was not done."""
    crisis = world.activated(team, mona)
    for name in ("steady", "watch"):
        answering.move(crisis, name, by=team[0])
    answering.stand_down(crisis, by=team[0])
    crisis.refresh_from_db()
    assert crisis.answered_at is None


def test_each_report_starts_the_clock_of_the_next(team: Team, mona: Person) -> None:
    crisis = world.answered(team, mona)
    running = crisis.clocks.get(task="report", met_at=None)
    assert (running.number, running.due_at) == (2, MONDAY + 13 * HOUR)


def test_half_of_the_time_is_told_to_who_stands_in_and_all_of_it_to_managers(
    team: Team, mona: Person
) -> None:
    world.activated(team, mona)
    told: dict[int, list[str]] = {}
    for hours in (1, 2, 3, 4):
        Mail.objects.all().delete()
        with world.at(MONDAY + hours * HOUR):
            clocks.watch()
            clocks.watch()
            told[hours] = sorted(Mail.objects.values_list("address", flat=True))
    deputy, boss = "omid@example.org", "mona@example.org"
    assert told == {1: [], 2: [deputy, deputy], 3: [], 4: [boss, boss]}


def test_a_worker_that_was_away_misses_nothing(team: Team, mona: Person) -> None:
    """Abuse case 56: what ran out while no worker ran is told once one runs again."""
    world.raised()
    Mail.objects.all().delete()
    with world.at(MONDAY + 3 * DAY):
        clocks.watch()
        assert Mail.objects.filter(text__startswith="The time for").count() == 2


def test_it_can_be_opened_again_until_the_review_is_called(team: Team, mona: Person) -> None:
    crisis = world.stood_down(team, mona)
    with world.at(MONDAY + 3 * HOUR):
        assert crisis.clocks.get(task="review").due_at == MONDAY + 7 * DAY + 2 * HOUR
        answering.reopen(crisis, by=team[0])
        assert (crisis.state, crisis.stood_down_at) == ("activated", None)
        assert crisis.clocks.get(task="review").dropped_at
        assert crisis.clocks.filter(task="report", met_at=None, dropped_at=None).count() == 1


def test_two_lead_at_once_and_one_does(at_once: AtOnce) -> None:
    people, boss = world.team(), world.manager()
    crisis = world.qualified(people[0])

    def appointing(who: Person) -> Any:
        found = Crisis.objects.get(pk=crisis.pk)
        return lambda: answering.appoint(found, "commander", who, by=who)

    outcomes = at_once(appointing(people[1]), appointing(people[2]))
    assert [type(each) for each in outcomes].count(Duty) == 1
    assert Duty.objects.filter(part="commander", ended_at=None).count() == 1
    assert boss.is_active
