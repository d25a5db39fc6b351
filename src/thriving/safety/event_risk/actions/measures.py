"""What is done against a risk, and what an acceptance rests on: done by one, confirmed by another."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.movement.queries.accounts import is_theirs
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions.holding import hold, require_written, required
from thriving.safety.event_risk.actions.naming import require_nobody_named
from thriving.safety.event_risk.models import Effect, Mitigation, Proviso, Risk
from thriving.safety.event_risk.states.assessment import ACCEPTED_CONDITIONAL
from thriving.safety.event_risk.states.measures import MITIGATION, PROVISO

MOST_MITIGATIONS = 20  # of one risk


@transaction.atomic
def plan(  # noqa: PLR0913 -- each is a part of what is planned
    risk: Risk, words: str, *, effect: str, owner: Person, due_on: date, by: Person
) -> Mitigation:
    event = _hold_to_write(risk, by)
    if risk.mitigations.count() >= MOST_MITIGATIONS:
        raise Refused(_("A risk has at most %(count)d measures.") % {"count": MOST_MITIGATIONS})
    if effect not in Effect:
        raise Refused(_("Say what it changes."))
    if due_on > event.local_start.date():
        raise Refused(_("It is done by the first day of the event."))
    if not owner.is_active:
        raise Refused(_("Somebody must answer for it."))
    said = required(words, _("Say what is done."))
    require_nobody_named(event, risk.assessment.tier, said)
    made = Mitigation.objects.create(risk=risk, words=said, effect=effect, owner=owner, due_on=due_on)
    diary.note(risk.assessment, "planned_mitigation", by=by, body={"mitigation": made.key})
    return made


@transaction.atomic
def drop(mitigation: Mitigation, *, by: Person) -> None:
    _hold_to_write(mitigation.risk, by)
    MITIGATION.take(mitigation, "drop")
    diary.note(mitigation.risk.assessment, "dropped_mitigation", by=by, body={"mitigation": mitigation.key})


@transaction.atomic
def do(mitigation: Mitigation, evidence: str, *, by: Person) -> None:
    """Say that it is done, and what shows it: whoever answers for it, or an organizer."""
    event = _hold_mitigation(mitigation)
    _require_owner_or_organizer(mitigation, event, by)
    said = required(evidence, _("Say what shows that it is done."))
    require_nobody_named(event, mitigation.risk.assessment.tier, said)
    MITIGATION.take(mitigation, "do", done_at=clock.now(), done_by=by.key)
    mitigation.evidence = said
    mitigation.save(update_fields=["evidence"])
    diary.note(mitigation.risk.assessment, "did_mitigation", by=by, body={"mitigation": mitigation.key})


@transaction.atomic
def verify(mitigation: Mitigation, *, done: bool, by: Person) -> None:
    """Confirm that it is done, or send it back: never whoever said so, nor whose it is."""
    event = _hold_mitigation(mitigation)
    access.require(by, "review_event_risk", event)
    _require_somebody_else(by, mitigation.done_by, mitigation.owner)
    if done:
        MITIGATION.take(mitigation, "verify", verified_at=clock.now(), verified_by=by.key)
    else:
        MITIGATION.take(mitigation, "send_back", done_at=None, done_by="")
    verb = "verified_mitigation" if done else "sent_mitigation_back"
    diary.note(mitigation.risk.assessment, verb, by=by, body={"mitigation": mitigation.key})


@transaction.atomic
def meet(proviso: Proviso, evidence: str, *, by: Person) -> None:
    event = _hold_proviso(proviso)
    access.require(by, "meet_proviso", proviso)
    said = required(evidence, _("Say what shows that it is done."))
    require_nobody_named(event, proviso.assessment.tier, said)
    PROVISO.take(proviso, "meet", met_at=clock.now(), met_by=by.key)
    proviso.evidence = said
    proviso.save(update_fields=["evidence"])
    diary.note(proviso.assessment, "met_proviso", by=by, body={"number": proviso.number})


@transaction.atomic
def verify_proviso(proviso: Proviso, *, met: bool, by: Person) -> None:
    """Confirm that it is met, or send it back: never whoever said so, nor whose it is."""
    event = _hold_proviso(proviso)
    access.require(by, "review_event_risk", event)
    _require_somebody_else(by, proviso.met_by, proviso.owner)
    if met:
        PROVISO.take(proviso, "verify", verified_at=clock.now(), verified_by=by.key)
    else:
        PROVISO.take(proviso, "send_back", met_at=None, met_by="")
    verb = "verified_proviso" if met else "sent_proviso_back"
    diary.note(proviso.assessment, verb, by=by, body={"number": proviso.number})


@transaction.atomic
def hand_over(proviso: Proviso, owner: Person, *, by: Person) -> None:
    """Let somebody else answer for it, such as after its owner has left."""
    event = _hold_proviso(proviso)
    access.require(by, "review_event_risk", event)
    if not owner.is_active or is_theirs(by, owner.key):
        raise Refused(_("Somebody else than you answers for a condition: you confirm it."))
    proviso.owner = owner
    proviso.save(update_fields=["owner"])
    diary.note(proviso.assessment, "handed_proviso_over", by=by, body={"number": proviso.number})


def _hold_to_write(risk: Risk, by: Person) -> Event:
    event = hold(risk.assessment)
    access.require(by, "write_event_risk", event)
    require_written(risk.assessment)
    return event


def _hold_mitigation(mitigation: Mitigation) -> Event:
    event = hold(mitigation.risk.assessment)
    mitigation.refresh_from_db(from_queryset=Mitigation.objects.select_for_update())
    return event


def _hold_proviso(proviso: Proviso) -> Event:
    event = hold(proviso.assessment)
    proviso.refresh_from_db(from_queryset=Proviso.objects.select_for_update())
    if proviso.assessment.state != ACCEPTED_CONDITIONAL:
        raise Refused(_("This acceptance does not hold: its conditions are not asked for now."))
    return event


def _require_owner_or_organizer(mitigation: Mitigation, event: Event, by: Person) -> None:
    if not access.may(by, "do_mitigation", mitigation):
        access.require(by, "write_event_risk", event)


def _require_somebody_else(by: Person, said_by: str, owner: Person | None) -> None:
    if is_theirs(by, said_by, owner.key if owner else ""):
        raise Refused(_("Somebody else confirms it: neither whose it is, nor who said that it is done."))
