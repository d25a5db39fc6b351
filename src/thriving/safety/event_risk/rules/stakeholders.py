"""Who matters to an event's safety is named by officers; whoever works for the Foundation answers alone."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel.access import NOTHING, Scope, declare, role, roles_of, whole
from thriving.programs.events.models import Event
from thriving.safety.event_risk.roles import RISK_AUTHORITY, RISK_OFFICER
from thriving.safety.event_risk.rules.sides import events_on_whose_side
from thriving.safety.event_risk.stakeholding import Employer

_OF_FOUNDATION = Q(employer=Employer.FOUNDATION)


def _is_known(person: Any) -> bool:
    return bool(getattr(person, "pk", None) and person.is_active)


def _apart(person: Any, event: str = "pk") -> Q:
    """By every account of theirs, also with roles that wait: no conflict ends while one waits."""
    return ~Q((f"{event}__in", events_on_whose_side(whole(person)).values("pk")))


def _judging(person: Any, event: str = "pk") -> Q:
    """For whoever judges no event at all nothing is looked up."""
    judges = _is_known(person) and not roles_of(person).isdisjoint({RISK_OFFICER, RISK_AUTHORITY})
    return _apart(person, event) if judges else NOTHING


def _answering(person: Any) -> Q:
    return _own(person) & _apart(person, "event") if _is_known(person) else NOTHING


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
apart = Scope(_judging)  # of events: on whose side they are not
apart_of = Scope(lambda person: _judging(person, "event"))  # of what belongs to such an event
in_register = Scope(_in_register)  # has a role in the register of the event
others = Scope(lambda _person: ~_OF_FOUNDATION)

declare(
    # On events.
    keep_risk_register=officer & apart,
    # On stakeholders.
    name_stakeholder=(officer & apart_of) | (Scope(_event_run_by) & others),
    engage_stakeholder=Scope(_answering) | (Scope(_own) & others) | (Scope(_event_run_by) & others),
)
