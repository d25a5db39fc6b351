from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from tests.conftest import AtOnce
from tests.safety.crisis import world
from tests.safety.crisis.world import DAY, HOUR, MINUTE, MONDAY, WHY, answers

from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.models import Mail
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.crisis import codenames
from thriving.safety.crisis.actions import clocks, deciding
from thriving.safety.crisis.actions.words import Written
from thriving.safety.crisis.models import Crisis, Decision
from thriving.safety.crisis.queries.crises import late_clocks, unread_decisions


@pytest.fixture
def odile(db: None) -> Person:
    return world.officer("odile")


@pytest.fixture
def omid(db: None) -> Person:
    return world.officer("omid")


def test_taking_a_report_up_stops_its_first_clock(odile: Person) -> None:
    crisis = world.taken_up(odile)
    clock = crisis.clocks.get(task="acknowledge")
    assert (clock.task, clock.due_at, clock.met_at) == (
        "acknowledge",
        MONDAY + 30 * MINUTE,
        MONDAY + MINUTE,
    )
    assert clock.was_met_in_time


def test_a_crisis_has_a_codename_a_severity_and_clocks_since_it_was_raised(odile: Person) -> None:
    crisis = world.qualified(odile, blocked="yes")
    assert crisis.codename in codenames.NAMES
    assert crisis.severity == 2
    due = dict(crisis.clocks.filter(met_at=None).values_list("task", "due_at"))
    hours = {"commander": 1, "contact": 4, "brief": 4, "report": 12}
    assert due == {task: MONDAY + count * HOUR for task, count in hours.items()}


def test_an_officer_may_take_it_as_graver_but_never_as_less(odile: Person) -> None:
    first, second = world.taken_up(odile), world.taken_up(odile)
    with world.at(MONDAY + HOUR):
        deciding.qualify(first, answers(discretion="yes"), severity=1, reason=WHY, by=odile)
        deciding.qualify(second, answers(harm="unsure"), severity=4, reason=WHY, by=odile)
    assert (first.severity, second.severity) == (1, 1)


@pytest.mark.parametrize("said", [{"harm": "unsure"}, {"discretion": "yes"}])
def test_what_nobody_is_sure_of_cannot_be_turned_down(odile: Person, said: dict[str, str]) -> None:
    """Abuse case 16: nobody reaches 100 % by finding that nothing qualifies."""
    crisis = world.taken_up(odile)
    with pytest.raises(Refused, match="counts as if it were so"):
        deciding.turn_down(crisis, answers(**said), reason=WHY, by=odile)
    assert Crisis.objects.get().state == "qualifying"


def test_all_no_cannot_be_taken_for_a_crisis(odile: Person) -> None:
    crisis = world.taken_up(odile)
    with pytest.raises(Refused, match="somebody else reads it"):
        deciding.qualify(crisis, answers(), reason=WHY, by=odile)


def test_a_decision_without_a_reason_is_none(odile: Person) -> None:
    crisis = world.taken_up(odile)
    with pytest.raises(Refused, match="Write what there is to say"):
        deciding.turn_down(crisis, answers(), reason=Written(" "), by=odile)
    crisis.refresh_from_db()
    assert (crisis.state, Decision.objects.count()) == ("qualifying", 0)


def test_nobody_reads_their_own_decision_as_the_second(odile: Person, omid: Person) -> None:
    """Abuse case 11, of the same person for four eyes."""
    crisis = world.turned_down(odile)
    decision = crisis.decisions.get()
    assert not unread_decisions(odile).exists()
    assert unread_decisions(omid).get() == decision
    with pytest.raises(PermissionDenied):
        deciding.read(decision, agrees=True, by=odile)
    with transaction.atomic(), pytest.raises(IntegrityError):
        Decision.objects.filter(pk=decision.pk).update(read_by=odile)


def test_a_second_person_agrees(odile: Person, omid: Person) -> None:
    crisis = world.turned_down(odile)
    with world.at(MONDAY + HOUR):
        deciding.read(crisis.decisions.get(), agrees=True, by=omid)
    decision = crisis.decisions.get()
    assert (decision.agreed, decision.read_by) == (True, omid)
    assert crisis.clocks.get(task="second-reader").was_met_in_time
    crisis.refresh_from_db()
    assert crisis.state == "not_qualifying"


def test_a_second_person_has_it_decided_anew(odile: Person, omid: Person) -> None:
    crisis = world.turned_down(odile)
    with world.at(MONDAY + HOUR):
        deciding.read(crisis.decisions.get(), agrees=False, objection=Written("One was taken."), by=omid)
        crisis.refresh_from_db()
        assert (crisis.state, crisis.taken_up_by) == ("qualifying", omid)
        deciding.qualify(crisis, answers(harm="yes"), reason=WHY, by=omid)
    late = {each.task for each in crisis.clocks.all() if each.is_late(MONDAY + HOUR + MINUTE)}
    assert late == {"commander", "contact"}  # they run since it was raised, not since it was found


def test_a_decision_that_nobody_reads_within_a_day_is_told_of(odile: Person) -> None:
    boss = world.manager()
    world.turned_down(odile)
    with world.at(MONDAY + DAY):
        clocks.watch()
        assert not late_clocks().exists()
    Mail.objects.all().delete()
    with world.at(MONDAY + DAY + HOUR):
        assert late_clocks().get().task == "second-reader"
        for _time in range(3):
            clocks.watch()
    letter = Mail.objects.get()
    assert letter.address == boss.email
    assert "time for a task is over" in letter.text


def test_no_two_crises_in_hand_are_called_alike(odile: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codenames, "NAMES", ["Alder", "Amber"])
    names = {world.qualified(odile).codename for _each in range(2)}
    assert names == {"Alder", "Amber"}
    with pytest.raises(Refused, match="Every codename is in use"):
        world.qualified(odile)
    with transaction.atomic(), pytest.raises(IntegrityError):
        Crisis.objects.filter(state="qualified").update(codename="Alder")


def test_two_officers_take_the_same_report_up_at_once(at_once: AtOnce) -> None:
    """Abuse case 10."""
    first, second = world.officer("odile"), world.officer("omid")
    crisis = world.raised()

    def taking(by: Person) -> Any:
        return lambda: deciding.take_up(Crisis.objects.get(pk=crisis.pk), by=by)

    outcomes = at_once(taking(first), taking(second))
    assert sorted(type(each) for each in outcomes if each) == [MoveRefused]
    assert Crisis.objects.get().taken_up_by in (first, second)


def test_two_officers_decide_otherwise_at_once(at_once: AtOnce) -> None:
    """Abuse case 10."""
    first, second = world.officer("odile"), world.officer("omid")
    crisis = world.taken_up(first)
    outcomes = at_once(
        lambda: deciding.qualify(
            Crisis.objects.get(pk=crisis.pk), answers(blocked="yes"), reason=WHY, by=first
        ),
        lambda: deciding.turn_down(Crisis.objects.get(pk=crisis.pk), answers(), reason=WHY, by=second),
    )
    assert [type(each) for each in outcomes].count(MoveRefused) == 1
    assert Decision.objects.count() == 1
    assert (Crisis.objects.get().state == "qualified") == Decision.objects.get().qualifies


def test_two_crises_qualify_at_once_under_two_names(at_once: AtOnce) -> None:
    first, second = world.officer("odile"), world.officer("omid")
    ours, theirs = world.taken_up(first), world.taken_up(second)

    def deciding_on(crisis: Crisis, by: Person) -> Any:
        found = Crisis.objects.get(pk=crisis.pk)
        return lambda: deciding.qualify(found, answers(state="yes"), reason=WHY, by=by)

    outcomes = at_once(deciding_on(ours, first), deciding_on(theirs, second))
    assert [type(each) for each in outcomes] == [Decision, Decision]
    assert len(set(Crisis.objects.values_list("codename", flat=True))) == 2
