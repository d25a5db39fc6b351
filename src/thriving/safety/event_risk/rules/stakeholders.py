"""Who matters to an event's safety is named by officers; whoever works for the Foundation answers alone."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel.access import NOTHING, Scope, declare, role
from thriving.programs.events.models import Event
from thriving.safety.event_risk.roles import RISK_OFFICER
from thriving.safety.event_risk.stakeholding import Employer

_OF_FOUNDATION = Q(employer=Employer.FOUNDATION)


def _is_known(person: Any) -> bool:
    return bool(getattr(person, "pk", None) and person.is_active)


def _run_by(person: Any) -> Q:
    return Q(pk__in=Event.objects.filter(organizers__person=person.pk)) if _is_known(person) else NOTHING


def _event_run_by(person: Any) -> Q:
    mine = Event.objects.filter(organizers__person=person.pk)
    return Q(event__in=mine) if _is_known(person) else NOTHING


def _own(person: Any) -> Q:
    return Q(person=person.pk, released_at=None) if _is_known(person) else NOTHING


def _in_register(person: Any) -> Q:
    if not _is_known(person):
        return NOTHING
    return Q(risk_stakeholders__person=person.pk, risk_stakeholders__released_at=None)


officer = role(RISK_OFFICER)
apart = Scope(lambda person: ~_run_by(person) if _is_known(person) else NOTHING)  # not an event of one's own
in_register = Scope(_in_register)  # has a role in the register of the event
others = Scope(lambda _person: ~_OF_FOUNDATION)

declare(
    # On events.
    keep_risk_register=officer & apart,
    # On stakeholders.
    name_stakeholder=(officer & Scope(lambda person: ~_event_run_by(person)))
    | (Scope(_event_run_by) & others),
    engage_stakeholder=Scope(_own) | (Scope(_event_run_by) & others),
)
