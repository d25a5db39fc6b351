"""Two at the same moment: of a decision and what would forbid it, one comes wholly before the other."""

from __future__ import annotations

import pytest
from tests.conftest import AtOnce
from tests.programs.events.world import planned
from tests.safety.event_risk.world import DUE, World, answers, in_review, later, on_conditions, triaged, world

from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.programs.events import actions as events
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions import measures, reviewing, triage
from thriving.safety.event_risk.material import material_of
from thriving.safety.event_risk.models import Assessment, Decision, Proviso, Triage
from thriving.safety.event_risk.questionnaire import Tier


@pytest.fixture
def world_of_two(transactional_db: None, real_database: None) -> World:
    with later():
        return world()


def test_10_of_two_acceptances_one_is_taken(world_of_two: World, at_once: AtOnce) -> None:
    it = world_of_two
    with later():
        pk = in_review(it).pk
        took = at_once(*[lambda: reviewing.accept(Assessment.objects.get(pk=pk), "Yes.", by=it.rita)] * 2)
    assert sorted(type(each) is Refused for each in took) == [False, True]
    assert Decision.objects.count() == 1


def test_10_an_acceptance_and_a_rejection_are_never_both(world_of_two: World, at_once: AtOnce) -> None:
    it = world_of_two
    with later():
        pk = in_review(it).pk
        at_once(
            lambda: reviewing.accept(Assessment.objects.get(pk=pk), "Yes.", by=it.rita),
            lambda: reviewing.reject(Assessment.objects.get(pk=pk), "No.", by=it.rita),
        )
    assert Decision.objects.count() == 1


def test_12_a_change_of_place_and_an_acceptance(world_of_two: World, at_once: AtOnce) -> None:
    """Either it was accepted first and is stale now, or it changed first and is not accepted."""
    it = world_of_two
    with later():
        pk = in_review(it).pk
        took = at_once(
            lambda: reviewing.accept(Assessment.objects.get(pk=pk), "Yes.", by=it.rita),
            lambda: events.change(Event.objects.get(), planned(place="Accra"), by=it.olga),
        )
    found, event = Assessment.objects.get(), Event.objects.get()
    assert (event.place, took[1]) == ("Accra", {"place"})
    assert found.material != material_of(event)
    assert (found.state, type(took[0])) in {("stale", type(None)), ("in_review", Refused)}


def test_11_two_who_would_each_sign_the_others(world_of_two: World, at_once: AtOnce) -> None:
    it = world_of_two
    with later():
        pk = triaged(it, Tier.NONE).pk
        took = at_once(
            lambda: triage.sign_off(Triage.objects.get(pk=pk), by=it.rita),
            lambda: triage.answer(Event.objects.get(), answers(Tier.STANDARD), by=it.olga),
        )
    assert Triage.objects.filter(state="stands").count() == 1
    assert [type(each) in {type(None), Triage, MoveRefused, Refused} for each in took] == [True, True]
    assert Assessment.objects.get().state in {"required", "not_required"}


def test_10_a_condition_is_confirmed_once(world_of_two: World, at_once: AtOnce) -> None:
    it = world_of_two
    with later():
        _found, proviso = on_conditions(it)
        measures.meet(proviso, "She said yes.", by=it.oskar)
        took = at_once(
            lambda: measures.verify_proviso(Proviso.objects.get(), met=True, by=it.rita),
            lambda: measures.verify_proviso(Proviso.objects.get(), met=False, by=it.rafa),
        )
    assert [type(each) is MoveRefused for each in took].count(True) == 1
    assert Proviso.objects.get().state in {"verified", "open"}
    assert Proviso.objects.get().due_on == DUE
