from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from tests.safety.conduct import world as of_conduct
from tests.safety.crisis import world
from tests.safety.crisis.world import DAY, MONDAY

from thriving.kernel import schedule
from thriving.kernel.models import ScheduledJob
from thriving.movement.actions import Refused
from thriving.movement.models import Person, RoleHolding
from thriving.safety.conduct import actions as conduct
from thriving.safety.crisis import operating
from thriving.safety.crisis.actions import preparing
from thriving.safety.crisis.actions.words import Written
from thriving.safety.crisis.models import Layer, Shift
from thriving.safety.crisis.queries import readiness
from thriving.safety.crisis.queries.readiness import answering, told_in_the_end

LEARNED = Written("The list of contacts was old.")


@pytest.fixture
def odile(db: None) -> Person:
    return world.officer("odile")


@pytest.fixture
def omid(db: None) -> Person:
    return world.officer("omid")


@pytest.fixture
def mona(db: None) -> Person:
    return world.manager()


def holds() -> dict[str, bool]:
    return {each.name: each.holds for each in operating.standing().checks}


def made_ready(odile: Person, omid: Person, mona: Person) -> None:
    with world.at():
        book = world.playbook(mona, omid)
        world.on_call(odile, omid, mona)
        world.drilled(book, date(2020, 5, 30), odile, omid)


def test_at_first_nothing_is_ready(db: None) -> None:
    assert holds() == {"playbooks": False, "on-call": False, "drill": False}


def test_all_three_make_it_operational_each_with_its_day(odile: Person, omid: Person, mona: Person) -> None:
    made_ready(odile, omid, mona)
    with world.at():
        found = operating.standing()
    assert found.is_operational
    days = {each.name: (each.since, each.until) for each in found.checks}
    assert days == {
        "playbooks": (date(2020, 6, 1), date(2020, 11, 28)),
        "on-call": (date(2020, 6, 1), date(2020, 6, 21)),
        "drill": (date(2020, 5, 30), date(2020, 8, 28)),
    }


def test_a_drill_holds_for_ninety_days(odile: Person, omid: Person, mona: Person) -> None:
    made_ready(odile, omid, mona)
    for day, expected in ((28, True), (29, False)):
        with world.at(datetime(2020, 8, day, 12, tzinfo=UTC)):
            assert holds()["drill"] is expected


def test_a_drill_that_was_not_passed_counts_for_nothing(odile: Person, omid: Person, mona: Person) -> None:
    with world.at():
        book = world.playbook(mona, omid)
        preparing.record_drill(book, held_on=date(2020, 5, 30), passed=False, learned=LEARNED, by=odile)
        assert not holds()["drill"]


def test_a_new_version_waits_for_its_review_by_another(odile: Person, omid: Person, mona: Person) -> None:
    made_ready(odile, omid, mona)
    with world.at():
        book = world.playbook(mona, omid, "Volunteers are persecuted")
        preparing.rewrite_playbook(book, ["Call first."], by=mona)
        assert not holds()["playbooks"]
        with pytest.raises(Refused, match="You wrote this version"):
            preparing.review_playbook(book, good_until=date(2020, 9, 1), by=mona)
        preparing.review_playbook(book, good_until=date(2020, 9, 1), by=odile)
        assert holds()["playbooks"]


@pytest.mark.parametrize("good_until", [date(2020, 6, 1), date(2021, 6, 3)])
def test_a_review_holds_for_a_year_at_most(
    odile: Person, omid: Person, mona: Person, good_until: date
) -> None:
    with world.at():
        book = world.playbook(mona, omid)
        with pytest.raises(Refused, match="for a year at most"):
            preparing.review_playbook(book, good_until=good_until, by=odile)


def test_a_gap_within_two_weeks_is_shown(odile: Person, omid: Person, mona: Person) -> None:
    made_ready(odile, omid, mona)
    with world.at(MONDAY + 7 * DAY):
        assert not holds()["on-call"]
        nadia = world.officer("nadia")
        for layer, who in (("first", nadia), ("backup", odile)):
            ends = MONDAY + 40 * DAY
            preparing.put_on_call(layer, who, begins_at=MONDAY + 20 * DAY, ends_at=ends, by=mona)
        assert holds()["on-call"]


def test_who_lost_the_role_is_on_call_no_longer(odile: Person, omid: Person, mona: Person) -> None:
    made_ready(odile, omid, mona)
    RoleHolding.objects.filter(person=omid).update(ends_on=date(2020, 6, 1))
    with world.at():
        assert not holds()["on-call"]


def test_nobody_stands_behind_themselves(odile: Person, omid: Person, mona: Person) -> None:
    made_ready(odile, omid, mona)
    with world.at(), pytest.raises(Refused, match="stands behind themselves"):
        preparing.stand_in("backup", begins_at=MONDAY, ends_at=MONDAY + DAY, by=odile)


def test_a_turn_that_has_begun_ends_now_and_one_to_come_is_gone(
    odile: Person, omid: Person, mona: Person
) -> None:
    made_ready(odile, omid, mona)
    with world.at(MONDAY + DAY):
        to_come = preparing.stand_in("first", begins_at=MONDAY + 3 * DAY, ends_at=MONDAY + 4 * DAY, by=odile)
        preparing.take_off_call(to_come, by=mona)
        running = Shift.objects.get(layer="first")
        preparing.take_off_call(running, by=mona)
    assert Shift.objects.get(layer="first").ends_at == MONDAY + DAY


def test_a_drill_counts_once_somebody_else_has_confirmed_it(
    odile: Person, omid: Person, mona: Person
) -> None:
    with world.at():
        book = world.playbook(mona, omid)
        held = date(2020, 5, 30)
        drill = preparing.record_drill(book, held_on=held, passed=True, learned=LEARNED, by=odile)
        assert not holds()["drill"]
        preparing.confirm_drill(drill, by=omid)
        assert holds()["drill"]


def test_a_drill_by_a_playbook_out_of_use_is_none(odile: Person, omid: Person, mona: Person) -> None:
    with world.at():
        book = world.playbook(mona, omid)
        preparing.retire_playbook(book, by=mona)
        with pytest.raises(Refused, match="no longer in use"):
            preparing.record_drill(book, held_on=date(2020, 5, 30), passed=True, learned=LEARNED, by=odile)


def test_whom_no_letter_reaches_is_not_on_call(odile: Person, omid: Person, mona: Person) -> None:
    with world.at():
        made_ready(odile, omid, mona)
        Person.objects.filter(pk=omid.pk).update(email="")
        assert not holds()["on-call"]
        omid.refresh_from_db()
        ends = MONDAY + 60 * DAY
        with pytest.raises(Refused, match="nobody would wake them"):
            preparing.put_on_call("backup", omid, begins_at=MONDAY + 50 * DAY, ends_at=ends, by=mona)


def test_whose_role_waits_for_the_code_of_conduct_is_not_on_call(
    odile: Person, omid: Person, mona: Person
) -> None:
    made_ready(odile, omid, mona)
    version = of_conduct.in_force()
    conduct.ask_roles(version.code, ["crisis_officer"], by=of_conduct.keeper())
    with world.at():
        assert not holds()["on-call"]
        assert answering(Layer.BACKUP) == [mona]


def test_letters_go_to_who_can_be_reached(odile: Person, omid: Person, mona: Person) -> None:
    with world.at():
        world.on_call(odile, omid, mona)
        Person.objects.filter(pk=odile.pk).update(email="")
        assert set(answering(Layer.FIRST)) == {omid, mona}
        assert told_in_the_end() == [mona]


def test_a_watch_that_stands_still_is_seen_where_clocks_are_read(odile: Person, mona: Person) -> None:
    """Abuse case 56."""
    schedule.beat()
    schedule.run_due()
    assert readiness.unwatched() == ""
    ScheduledJob.objects.filter(name="watch-crisis-clocks").update(failure="RuntimeError")
    client = Client()
    client.force_login(odile)
    for page in ("queue", "ready"):
        assert "No letter tells of clocks now" in client.get(f"/crisis/{page}/").content.decode()
