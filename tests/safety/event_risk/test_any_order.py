"""Whatever anybody tries, in whatever order: nothing is accepted that must not be, and the gate knows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from tests.programs.events.world import planned
from tests.safety.event_risk.world import DUE, World, answers, drafted, said

from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.events import actions as events
from thriving.safety.event_risk.actions import assessing, measures, reviewing, triage
from thriving.safety.event_risk.actions.lapsing import make_stale
from thriving.safety.event_risk.material import material_of
from thriving.safety.event_risk.matrix import EXTREME, Domain
from thriving.safety.event_risk.models import Assessment, Effect, Stale
from thriving.safety.event_risk.queries import assessments
from thriving.safety.event_risk.queries.assessed import assessed
from thriving.safety.event_risk.questionnaire import Tier
from thriving.safety.event_risk.states.assessment import ACCEPTED, HELD, NOT_REQUIRED

Step = Callable[[World, Assessment, Person], object]


def _mitigated(it: World, found: Assessment, by: Person) -> None:
    risk = found.risks.first()
    assert risk
    measures.plan(risk, "Taxis", effect=Effect.BOTH, owner=it.oskar, due_on=DUE, by=by)


def _sign(it: World, _found: Assessment, by: Person) -> None:
    if waiting := assessments.waiting_triage(it.event):
        triage.sign_off(waiting, by=by)


def _each_proviso(step: Callable[[Any], object]) -> Step:
    return lambda _it, found, _by: [step(each) for each in found.provisos.all()]


def _move(it: World, place: str, by: Person) -> None:
    it.event.refresh_from_db()
    events.change(it.event, planned(place=place), by=by)


STEPS: dict[str, Step] = {
    "ask for less": lambda it, _found, by: triage.answer(it.event, answers(Tier.NONE), by=by),
    "ask for light": lambda it, _found, by: triage.answer(it.event, answers(Tier.LIGHT), by=by),
    "ask for more": lambda it, _found, by: triage.answer(it.event, answers(Tier.ENHANCED), by=by),
    "sign": _sign,
    "begin": lambda it, _found, by: assessing.begin(it.event, by=by),
    "add a great risk": lambda _it, found, by: assessing.add_risk(
        found, said(Domain.HEALTH, (5, 5, 4, 4)), by=by
    ),
    "add a small risk": lambda _it, found, by: assessing.add_risk(
        found, said(Domain.LEGAL, (2, 2, 2, 2)), by=by
    ),
    "plan a measure": _mitigated,
    "look at the rest": lambda _it, found, by: assessing.describe_place(
        found, "A town.", [each for each in Domain if not found.risks.filter(domain=each).exists()], by=by
    ),
    "hand in": lambda _it, found, by: assessing.submit(found, by=by),
    "take up": lambda _it, found, by: reviewing.take_up(found, by=by),
    "ask for changes": lambda _it, found, by: reviewing.ask_changes(found, "More.", by=by),
    "escalate": lambda _it, found, by: reviewing.escalate(found, "High.", by=by),
    "reject": lambda _it, found, by: reviewing.reject(found, "No.", by=by),
    "add a condition": lambda it, found, by: reviewing.add_proviso(found, "A nurse", it.oskar, DUE, by=by),
    "accept": lambda _it, found, by: reviewing.accept(found, "Yes.", by=by),
    "move the event": lambda it, _found, by: _move(it, "Accra", by),
    "move it back": lambda it, _found, by: _move(it, "Tamale", by),
    "something happens": lambda it, _found, by: make_stale(it.event, Stale.INCIDENT, by=by),
    "meet": lambda it, found, by: _each_proviso(lambda one: measures.meet(one, "Done.", by=by))(
        it, found, by
    ),
    "verify": lambda it, found, by: _each_proviso(lambda one: measures.verify_proviso(one, met=True, by=by))(
        it, found, by
    ),
}
WHO = ("olga", "oskar", "rita", "rafa", "ada", "stranger")
tried = some.lists(some.tuples(some.sampled_from(list(STEPS)), some.sampled_from(WHO)), max_size=30)
# What usually happens, so that what is rare is tried upon each stage of it.
USUAL = (
    ("hand in", "olga"),
    ("take up", "rita"),
    ("add a condition", "rita"),
    ("accept", "rita"),
    ("meet", "oskar"),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stage=some.integers(0, len(USUAL)), steps=tried)
def test_nothing_is_accepted_that_must_not_be(it: World, stage: int, steps: list[tuple[str, str]]) -> None:
    kept = transaction.savepoint()
    drafted(it)
    for name, who in (*USUAL[:stage], *steps):
        attempt(it, name, who)
        everything_holds(it)
    transaction.savepoint_rollback(kept)


def attempt(it: World, name: str, who: str) -> None:
    found = assessments.current(it.event)
    assert found
    try:
        with transaction.atomic():
            STEPS[name](it, found, getattr(it, who))
    except (MoveRefused, Refused, PermissionDenied):
        pass


def everything_holds(it: World) -> None:
    it.event.refresh_from_db()
    found = assessments.current(it.event)
    assert found
    inherent, residual, life = assessments.overall(assessments.levels(assessments.risks_of(found)))
    if found.state in HELD:
        assert (found.inherent, found.residual, found.life_or_liberty) == (inherent, residual, life)
        assert found.decided_by in {it.rita.key, it.rafa.key, it.ada.key}
        assert found.decided_by != found.submitted_by
        assert found.residual <= found.limit < EXTREME
        assert found.material == material_of(it.event)
        assert found.provisos.exists() == (found.state != ACCEPTED)
    gate = assessed(it.event)
    if gate.is_accepted and not gate.sentence and not gate.unverified:
        assert all(each.is_verified and each.verified_by != each.met_by for each in found.provisos.all())
    if found.state == NOT_REQUIRED:
        signed = assessments.standing_triage(it.event)
        assert signed
        assert signed.decided_by not in {"", signed.answered_by, it.olga.key, it.oskar.key}
