from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from tests.safety.event_risk.world import World, accepted, answers, submitted, triaged

from thriving.kernel import clock
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions import assessing, incidents, triage
from thriving.safety.event_risk.actions.incidents import Happened
from thriving.safety.event_risk.models import Assessment, Triage, TriageState
from thriving.safety.event_risk.queries import assessments, gate
from thriving.safety.event_risk.questionnaire import NEWEST, Answer, Tier
from thriving.safety.event_risk.states.assessment import ASSESSMENT


def state(it: World) -> tuple[str, str]:
    found = assessments.current(it.event)
    assert found is not None
    return found.state, found.tier


@pytest.mark.parametrize("tier", list(Tier))
def test_the_highest_answer_decides(tier: Tier) -> None:
    assert NEWEST.tier(answers(tier)) == tier


def test_who_is_not_sure_looks_as_carefully_as_who_says_yes() -> None:
    assert NEWEST.tier(answers(Tier.NONE) | {"danger": Answer.UNSURE}) == Tier.ENHANCED


def test_what_was_not_answered_counts_as_a_yes() -> None:
    assert NEWEST.tier({}) == Tier.ENHANCED


def test_every_question_is_answered(it: World) -> None:
    with pytest.raises(Refused, match="Answer every question"):
        triage.answer(it.event, {"danger": "no"}, by=it.olga)


def test_more_care_holds_at_once(it: World) -> None:
    assert triaged(it, Tier.LIGHT).state == TriageState.STANDS
    assert state(it) == ("required", "light")
    assert it.event.risk_stakeholders.exists()


def test_16_not_required_waits_for_a_second_person(it: World) -> None:
    found = triaged(it, Tier.NONE)
    assert found.state == TriageState.PROPOSED
    assert assessments.current(it.event) is None
    triage.sign_off(found, by=it.rita)
    assert state(it) == ("not_required", "")


def test_16_nobody_signs_their_own(it: World) -> None:
    found = triage.answer(it.event, answers(Tier.NONE), by=it.rita)
    with pytest.raises(Refused, match="Somebody else than whoever answered"):
        triage.sign_off(found, by=it.rita)


def test_16_no_organizer_signs(it: World) -> None:
    with pytest.raises(PermissionDenied):
        triage.sign_off(triaged(it, Tier.NONE), by=it.oskar)


def test_16_absence_is_not_a_triage(it: World) -> None:
    bare = Assessment.objects.create(event=it.event, number=1, begun_at=it.event.changed_at)
    with pytest.raises(MoveRefused, match="two people signed"):
        ASSESSMENT.take(bare, "set_aside")


def test_16_the_database_refuses_one_that_one_person_signed(it: World) -> None:
    found = triaged(it, Tier.NONE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Triage.objects.filter(pk=found.pk).update(state="stands", decided_by=found.answered_by)


def test_less_care_than_before_waits_for_a_second_person(it: World) -> None:
    triaged(it, Tier.ENHANCED)
    found = triaged(it, Tier.LIGHT)
    assert (found.state, state(it)) == (TriageState.PROPOSED, ("required", "enhanced"))
    triage.sign_off(found, by=it.rita)
    assert state(it) == ("required", "light")


def test_who_does_not_agree_says_why(it: World) -> None:
    found = triaged(it, Tier.NONE)
    with pytest.raises(Refused, match="Say why"):
        triage.decline(found, reason=" ", by=it.rita)
    triage.decline(found, reason="People travel there.", by=it.rita)
    found.refresh_from_db()
    assert (found.state, found.reason) == ("declined", "People travel there.")


def test_a_newer_one_replaces_the_one_that_waits(it: World) -> None:
    first = triaged(it, Tier.NONE)
    triaged(it, Tier.NONE)
    first.refresh_from_db()
    assert first.state == "replaced"


def test_one_that_finds_nothing_falls_with_a_change_of_the_event(it: World) -> None:
    found = triaged(it, Tier.NONE)
    Event.objects.filter(pk=it.event.pk).update(place="Accra")
    with pytest.raises(Refused, match="answered anew"):
        triage.sign_off(found, by=it.rita)


def test_it_is_not_changed_while_it_is_reviewed(it: World) -> None:
    submitted(it)
    with pytest.raises(Refused, match="being reviewed"):
        triaged(it, Tier.ENHANCED)


def test_more_care_makes_what_was_accepted_stale(it: World) -> None:
    old = accepted(it)
    triaged(it, Tier.ENHANCED)
    old.refresh_from_db()
    assert (old.state, old.stale_why) == ("stale", "triage")
    assert assessing.begin(it.event, by=it.olga).tier == Tier.ENHANCED


def test_a_stranger_answers_nothing(it: World) -> None:
    with pytest.raises(PermissionDenied):
        triage.answer(it.event, answers(Tier.LIGHT), by=it.stranger)


def test_no_triage_undoes_what_an_assessment_found(it: World) -> None:
    accepted(it)
    with pytest.raises(Refused, match="assessed already"):
        triaged(it, Tier.NONE)


def test_that_none_is_needed_falls_with_an_incident(it: World) -> None:
    """And two may say it again, since who writes incidents down must not pay for it."""
    triage.sign_off(triaged(it, Tier.NONE), by=it.rita)
    over = it.event.ends_at + timedelta(hours=2)
    with clock.stopped_at(over):
        assert gate.is_open(it.event)
        incidents.record(it.event, Happened("critical", over, "Somebody was hurt."), by=it.olga)
        assert not gate.is_open(it.event)
        with clock.stopped_at(over + timedelta(hours=1)):
            triage.sign_off(triaged(it, Tier.NONE), by=it.rafa)
            assert gate.is_open(it.event)
