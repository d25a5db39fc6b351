"""An event with organizers, reviewers who are strangers to it, and an assessment at any step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tests.conftest import person
from tests.programs.events.world import DAY, PLANNED_AT, announced

from thriving.kernel import clock
from thriving.movement.models import Person
from thriving.programs.events.models import Event, Organizer
from thriving.safety.event_risk.actions import assessing, measures, reviewing, triage
from thriving.safety.event_risk.actions.assessing import Said
from thriving.safety.event_risk.matrix import Domain
from thriving.safety.event_risk.models import Assessment, Effect, Mitigation, Proviso, Risk, Triage
from thriving.safety.event_risk.questionnaire import NEWEST, Answer, Tier

# What is written is sealed for its own key, so it has this one from the beginning.
A_RISK, A_MEASURE = "r" * 32, "m" * 32
STEPS = {"likelihood": 3, "consequence": 3, "residual_likelihood": 2, "residual_consequence": 3}
LATER = PLANNED_AT + timedelta(hours=1)
DUE = DAY - timedelta(days=2)
FIRST_YES = {Tier.NONE: "", Tier.LIGHT: "in_person", Tier.STANDARD: "overnight", Tier.ENHANCED: "danger"}


@dataclass(frozen=True)
class World:
    """``olga`` and ``oskar`` run the event; ``rita`` and ``rafa`` review; ``ada`` may accept more."""

    event: Event
    olga: Person
    oskar: Person
    rita: Person
    rafa: Person
    ada: Person
    stranger: Person


def world(**otherwise: Any) -> World:
    olga, oskar = person("olga", "organizer"), person("oskar")
    event = announced(olga, **otherwise)
    Organizer.objects.create(event=event, person=oskar, named_at=PLANNED_AT, named_by="tests")
    reviewers = (
        person("rita", "risk_officer"),
        person("rafa", "risk_officer"),
        person("ada", "risk_authority"),
    )
    return World(event, olga, oskar, *reviewers, stranger=person("sten"))


@contextmanager
def later(moment: datetime = LATER) -> Iterator[None]:
    with clock.stopped_at(moment):
        yield


def answers(tier: str) -> dict[str, str]:
    """The fewest that ask for this tier."""
    asked = FIRST_YES[Tier(tier)]
    return {each.key: Answer.YES if each.key == asked else Answer.NO for each in NEWEST.questions}


def triaged(it: World, tier: str = Tier.STANDARD) -> Triage:
    return triage.answer(it.event, answers(tier), by=it.olga)


def said(domain: str = Domain.TRAVEL, steps: tuple[int, int, int, int] = (3, 3, 2, 3), **words: str) -> Said:
    return Said(domain, words.pop("threat", "Buses stop running after dark"), *steps, **words)


def drafted(
    it: World, tier: str = Tier.STANDARD, steps: tuple[int, int, int, int] = (3, 3, 2, 3)
) -> Assessment:
    """With one risk, one measure against it, and all else looked at."""
    triaged(it, tier)
    assessment = assessing.begin(it.event, by=it.olga)
    risk = with_risk(it, assessment, steps=steps)
    with_measure(it, risk)
    rest = [each for each in Domain if each != risk.domain]
    assessing.describe_place(assessment, "A quiet town.", rest, by=it.olga)
    return assessment


def with_risk(it: World, assessment: Assessment, **otherwise: Any) -> Risk:
    return assessing.add_risk(assessment, said(**otherwise), by=it.olga)


def with_measure(it: World, risk: Risk, effect: str = Effect.BOTH, due_on: date = DUE) -> Mitigation:
    return measures.plan(risk, "Taxis are ordered", effect=effect, owner=it.oskar, due_on=due_on, by=it.olga)


def submitted(it: World, tier: str = Tier.STANDARD, **otherwise: Any) -> Assessment:
    assessment = drafted(it, tier, **otherwise)
    assessing.submit(assessment, by=it.olga)
    return assessment


def in_review(it: World, tier: str = Tier.STANDARD, **otherwise: Any) -> Assessment:
    assessment = submitted(it, tier, **otherwise)
    reviewing.take_up(assessment, by=it.rita)
    return assessment


def accepted(it: World, tier: str = Tier.STANDARD) -> Assessment:
    assessment = in_review(it, tier)
    reviewing.accept(assessment, by=it.rita)
    return assessment


def on_conditions(it: World) -> tuple[Assessment, Proviso]:
    assessment = in_review(it)
    proviso = reviewing.add_proviso(assessment, "A nurse is there", it.oskar, DUE, by=it.rita)
    reviewing.accept(assessment, "Only with a nurse.", by=it.rita)
    return assessment, proviso


def drafted_by(event: Event, organizer: Person) -> Assessment:
    """Of an event to come by today's clock, with a risk, a measure, and less care that waits for a second."""
    found = _begun_by(event, organizer)
    triage.answer(event, answers(Tier.NONE), by=organizer)
    return found


def escalated_by(event: Event, organizer: Person) -> Assessment:
    """As far as an authority, with a condition."""
    found, officer = _begun_by(event, organizer, ("e" * 32, "f" * 32)), person("rowan", "risk_officer")
    assessing.describe_place(found, "", [each for each in Domain if each != Domain.TRAVEL], by=organizer)
    assessing.submit(found, by=organizer)
    reviewing.take_up(found, by=officer)
    reviewing.add_proviso(found, "A nurse is there", organizer, clock.today(), by=officer)
    reviewing.escalate(found, "It is high.", by=officer)
    return found


def _begun_by(event: Event, organizer: Person, keys: tuple[str, str] = (A_RISK, A_MEASURE)) -> Assessment:
    named = {"named_at": clock.now(), "named_by": "tests"}
    Organizer.objects.get_or_create(event=event, person=organizer, defaults=named)
    triage.answer(event, answers(Tier.STANDARD), by=organizer)
    found = assessing.begin(event, by=organizer)
    risk = Risk(key=keys[0], assessment=found, domain=Domain.TRAVEL, threat="Buses stop", **STEPS)
    risk.written_at, risk.written_by = clock.now(), organizer.key
    risk.save(force_insert=True)
    due = clock.today()
    Mitigation.objects.create(
        key=keys[1], risk=risk, words="Taxis", effect=Effect.BOTH, owner=organizer, due_on=due
    )
    return found
