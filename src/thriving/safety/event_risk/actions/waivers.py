"""One asks that a condition need not be met for a time, another decides; the worst risk is never waived."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.movement.queries.accounts import is_theirs
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions.naming import require_nobody_named
from thriving.safety.event_risk.conditions import WAIVABLE
from thriving.safety.event_risk.matrix import EXTREME
from thriving.safety.event_risk.models import Waiver
from thriving.safety.event_risk.queries.assessed import assessed, tier_of
from thriving.safety.event_risk.queries.waivers import why_not_covered
from thriving.safety.event_risk.states.waivers import ASKED, WAIVER

LONGEST = 3_000
LONGEST_TERM = timedelta(days=14)


@transaction.atomic
def ask(event: Event, condition: str, reason: str, *, ends_at: datetime, by: Person) -> Waiver:
    turn.take()
    access.require(by, "waive_event_risk", event)
    if problem := problem_with(event, condition, reason, ends_at):
        raise Refused(problem)
    require_nobody_named(event, tier_of(event), reason)
    found = assessed(event)
    waiver = Waiver.objects.create(
        event=event,
        condition=condition,
        reason=clean(reason),
        material=found.material_now,
        tier=tier_of(event),
        life_or_liberty=found.life_or_liberty or EXTREME,
        asked_at=clock.now(),
        asked_by=by.key,
        ends_at=ends_at,
    )
    diary.note(event, "asked_for_waiver", by=by, body=_body(waiver))
    return waiver


def problem_with(event: Event, condition: str, reason: str, ends_at: datetime) -> str:
    """A sentence, or nothing where it may be asked for."""
    if condition not in WAIVABLE:
        return _("This condition cannot be waived.")
    if not clean(reason) or len(reason) > LONGEST:
        return _("A reason has between one character and %(count)d.") % {"count": LONGEST}
    if not clock.now() < ends_at <= clock.now() + LONGEST_TERM:
        return _("A waiver ends within %(count)d days, and not in the past.") % {"count": LONGEST_TERM.days}
    if event.risk_waivers.filter(condition=condition, state=ASKED).exists():
        return _("A waiver of this condition is asked for already, and waits for a second person.")
    return _too_dangerous(event)


def _too_dangerous(event: Event) -> str:
    found = assessed(event)
    level = found.life_or_liberty
    if level is None:
        return _("Nothing is waived as long as no assessment says how great the risk to life and liberty is.")
    if level >= EXTREME:
        return _("What remains is an extreme risk to life or liberty: nobody can waive that.")
    if not found.can_be_waived:
        return _("The assessment was rejected: nothing of it is waived.")
    return ""


@transaction.atomic
def grant(waiver: Waiver, *, by: Person) -> None:
    """By a second person, and for the event as it was when it was asked for."""
    _hold(waiver)
    access.require(by, "waive_event_risk", waiver.event)
    if is_theirs(by, waiver.asked_by):
        raise Refused(_("You asked for it: a second person decides."))
    if waiver.ends_at <= clock.now():
        raise Refused(_("The time that was asked for is over."))
    if problem := _too_dangerous(waiver.event) or why_not_covered(waiver, assessed(waiver.event)):
        raise Refused(problem)
    decided = {"decided_by": by.key, "decided_at": clock.now()}
    level = assessed(waiver.event).life_or_liberty or EXTREME
    WAIVER.take(waiver, "grant", life_or_liberty=level, **decided)
    diary.note(waiver.event, "granted_waiver", by=by, body=_body(waiver))


@transaction.atomic
def decline(waiver: Waiver, *, by: Person) -> None:
    _hold(waiver)
    access.require(by, "waive_event_risk", waiver.event)
    if is_theirs(by, waiver.asked_by):
        raise Refused(_("You asked for it: a second person decides."))
    WAIVER.take(waiver, "decline", decided_by=by.key, decided_at=clock.now())
    diary.note(waiver.event, "declined_waiver", by=by, body=_body(waiver))


@transaction.atomic
def end(waiver: Waiver, *, by: Person) -> None:
    """At once. Either of the two, or another who may waive: to be careful again needs no second person."""
    _hold(waiver)
    access.require(by, "waive_event_risk", waiver.event)
    WAIVER.take(waiver, "end")
    diary.note(waiver.event, "ended_waiver", by=by, body=_body(waiver))


def _hold(waiver: Waiver) -> None:
    turn.take()
    waiver.refresh_from_db(from_queryset=Waiver.objects.select_for_update())


def _body(waiver: Waiver) -> dict[str, str]:
    return {"waiver": waiver.key, "condition": waiver.condition, "ends_at": waiver.ends_at.isoformat()}
