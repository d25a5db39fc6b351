from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from pytest_django import Settings
from tests.conftest import person
from tests.programs.events.world import DAY
from tests.safety.event_risk.world import (
    DUE,
    World,
    accepted,
    drafted,
    in_review,
    on_conditions,
    submitted,
)

from thriving.kernel import clock, diary
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.programs.events.models import Event, Organizer
from thriving.safety.event_risk.actions import assessing, measures, reviewing
from thriving.safety.event_risk.matrix import EXTREME, HIGH, MODERATE, Domain
from thriving.safety.event_risk.models import Assessment, Mitigation, Proviso, Risk
from thriving.safety.event_risk.questionnaire import Tier

GREAT = (5, 3, 5, 3)  # high in travel
WORST = (5, 5, 5, 5)  # extreme everywhere


def test_an_officer_accepts_what_is_moderate(it: World, settings: Settings) -> None:
    settings.RISK_DAYS = 30
    found = accepted(it)
    found.refresh_from_db()
    assert (found.state, found.decided_by, found.limit) == ("accepted", it.rita.key, MODERATE)
    assert found.valid_until == clock.now() + timedelta(days=30)


def test_what_is_greater_than_one_may_accept_goes_to_an_authority(it: World) -> None:
    found = in_review(it, steps=GREAT)
    assert found.residual == HIGH
    with pytest.raises(MoveRefused, match="greater than you may accept"):
        reviewing.accept(found, by=it.rita)
    reviewing.escalate(found, "It is high.", by=it.rita)
    with pytest.raises(PermissionDenied):
        reviewing.accept(found, by=it.rita)
    reviewing.accept(found, "The buses are ours.", by=it.ada)
    assert (found.state, found.limit) == ("accepted", HIGH)


def test_what_is_extreme_nobody_accepts(it: World) -> None:
    found = in_review(it, steps=WORST)
    reviewing.escalate(found, "It is extreme.", by=it.rita)
    with pytest.raises(MoveRefused, match="greater than you may accept"):
        reviewing.accept(found, by=it.ada)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=found.pk).update(limit=EXTREME)


def test_11_nobody_reviews_what_they_handed_in(it: World) -> None:
    found = submitted(it)
    Organizer.objects.filter(event=it.event, person=it.olga).delete()
    judge = person("olga2", "risk_officer")
    Assessment.objects.filter(pk=found.pk).update(submitted_by=judge.key)
    with pytest.raises(PermissionDenied):
        reviewing.take_up(found, by=judge)


def test_11_no_organizer_reviews_however_many_roles_they_hold(it: World) -> None:
    found = submitted(it)
    Organizer.objects.create(event=it.event, person=it.rita, named_at=clock.now(), named_by="tests")
    with pytest.raises(PermissionDenied):
        reviewing.take_up(found, by=it.rita)


def test_11_who_becomes_an_organizer_meanwhile_accepts_nothing(it: World) -> None:
    found = in_review(it)
    Organizer.objects.create(event=it.event, person=it.rita, named_at=clock.now(), named_by="tests")
    with pytest.raises(PermissionDenied):
        reviewing.accept(found, by=it.rita)


def test_11_who_answers_for_a_measure_reviews_nothing(it: World) -> None:
    found = submitted(it)
    Mitigation.objects.filter(risk__assessment=found).update(owner=it.rita)
    with pytest.raises(Refused, match="You have a part"):
        reviewing.take_up(found, by=it.rita)


def test_11_the_database_knows_that_nobody_accepts_their_own(it: World) -> None:
    found = accepted(it)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=found.pk).update(decided_by=it.olga.key)


def test_only_whoever_took_it_up_decides(it: World) -> None:
    found = in_review(it)
    with pytest.raises(Refused, match="Somebody else reviews"):
        reviewing.accept(found, by=it.rafa)


@pytest.mark.parametrize("state", ["required", "draft", "submitted", "rejected", "stale", "accepted"])
def test_9_no_step_is_skipped(it: World, state: str) -> None:
    found = in_review(it)
    Assessment.objects.filter(pk=found.pk).update(
        state=state,
        stale_why="age",
        decided_by="x",
        limit=MODERATE,
        valid_until=clock.now(),
    )
    with pytest.raises(Refused, match="not in review"):
        reviewing.accept(found, by=it.rita)


def test_12_what_changed_since_it_was_handed_in_is_not_accepted(it: World) -> None:
    found = in_review(it)
    Event.objects.filter(pk=it.event.pk).update(place="Accra")
    with pytest.raises(Refused, match="has changed since"):
        reviewing.accept(found, by=it.rita)


def test_a_refusal_has_a_reason_which_is_sealed_and_not_in_the_diary(it: World) -> None:
    found = in_review(it)
    with pytest.raises(Refused, match="Say why"):
        reviewing.reject(found, " ", by=it.rita)
    reviewing.reject(found, "The venue is watched.", by=it.rita)
    assert (found.state, found.decisions.get().reason) == ("rejected", "The venue is watched.")
    told = diary.entries_about(found)
    assert [each.verb for each in told][-1] == "rejected"
    assert not any("watched" in (each.written or "") for each in told)


def test_after_a_rejection_one_begins_anew(it: World) -> None:
    found = in_review(it)
    reviewing.reject(found, "No.", by=it.rita)
    assert assessing.begin(it.event, by=it.olga).number == 2


def test_a_condition_is_whole(it: World) -> None:
    found = in_review(it)
    with pytest.raises(Refused, match="due between today and the first day"):
        reviewing.add_proviso(found, "A nurse", it.oskar, DAY + timedelta(days=1), by=it.rita)
    with pytest.raises(Refused, match="Somebody else than you"):
        reviewing.add_proviso(found, "A nurse", it.rita, DUE, by=it.rita)
    with pytest.raises(Refused, match="Say what must be true"):
        reviewing.add_proviso(found, "", it.oskar, DUE, by=it.rita)
    reviewing.add_proviso(found, "A nurse", it.oskar, DUE, by=it.rita)
    Proviso.objects.update(owner=None)
    with pytest.raises(MoveRefused, match="each condition with whoever answers"):
        reviewing.accept(found, "With a nurse.", by=it.rita)


def test_conditions_are_met_by_one_and_confirmed_by_another(it: World) -> None:
    found, proviso = on_conditions(it)
    assert (found.state, proviso.is_verified) == ("accepted_conditional", False)
    with pytest.raises(PermissionDenied):
        measures.meet(proviso, "She said yes.", by=it.olga)
    measures.meet(proviso, "She said yes.", by=it.oskar)
    assert not Proviso.objects.get().is_verified
    measures.verify_proviso(proviso, met=True, by=it.rita)
    assert Proviso.objects.get().is_verified


def test_11_nobody_confirms_a_condition_of_their_own(it: World) -> None:
    _found, proviso = on_conditions(it)
    measures.meet(proviso, "She said yes.", by=it.oskar)
    Proviso.objects.update(owner=it.rafa)
    with pytest.raises(Refused, match="Somebody else confirms"):
        measures.verify_proviso(proviso, met=True, by=it.rafa)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proviso.objects.update(state="verified", verified_by=it.oskar.key)


def test_a_condition_that_is_not_met_is_sent_back(it: World) -> None:
    _found, proviso = on_conditions(it)
    measures.meet(proviso, "She said yes.", by=it.oskar)
    measures.verify_proviso(proviso, met=False, by=it.rita)
    assert (proviso.state, proviso.met_by) == ("open", "")


def test_a_condition_is_dropped_before_the_acceptance_and_never_after(it: World) -> None:
    found = in_review(it)
    first = reviewing.add_proviso(found, "A nurse", it.oskar, DUE, by=it.rita)
    reviewing.add_proviso(found, "A bus", it.oskar, DUE, by=it.rita)
    reviewing.drop_proviso(first, by=it.rita)
    reviewing.accept(found, "With a bus.", by=it.rita)
    with pytest.raises(Refused, match="not in review"):
        reviewing.drop_proviso(found.provisos.get(), by=it.rita)


def test_asking_for_changes_takes_conditions_back(it: World) -> None:
    found = in_review(it)
    reviewing.add_proviso(found, "A nurse", it.oskar, DUE, by=it.rita)
    reviewing.ask_changes(found, "Say more.", by=it.rita)
    assert not found.provisos.exists()


def test_at_the_enhanced_tier_conditions_name_nobody(it: World) -> None:
    found = in_review(it, Tier.ENHANCED)
    with pytest.raises(Refused, match="must not say who"):
        reviewing.add_proviso(found, "Call Oskar", it.oskar, DUE, by=it.rita)


def test_the_greatest_domain_decides_not_the_mean(it: World) -> None:
    found = drafted(it)
    Risk.objects.bulk_create(
        Risk(
            assessment=found,
            domain=Domain.MONEY,
            threat="A fee",
            likelihood=1,
            consequence=1,
            residual_likelihood=1,
            residual_consequence=1,
            written_at=clock.now(),
        )
        for _each in range(20)
    )
    found.nothing_found = ["health", "digital", "legal", "reputation"]
    found.save()
    assessing.add_risk(found, assessing.Said(Domain.LIFE_AND_LIBERTY, "Arrests", *(4, 4, 4, 4)), by=it.olga)
    assessing.submit(found, by=it.olga)
    assert (found.residual, found.life_or_liberty) == (EXTREME, EXTREME)
