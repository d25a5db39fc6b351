"""Which events are paid for by grants: agreements know, and never forget one."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from thriving.grants.agreements.queries import events_of, paid_events
from thriving.programs.events.models import Event
from thriving.programs.events.states.event import CANCELED
from thriving.safety.event_risk.models import Stakeholder

__all__ = ["events_of", "funded", "funded_events"]


def funded_events() -> QuerySet[Event]:
    """Of all agreements that were signed, whatever became of them; nobody is asked about a canceled event."""
    return paid_events().exclude(state=CANCELED)


def funded(stakeholders: QuerySet[Stakeholder]) -> QuerySet[Stakeholder]:
    return stakeholders.filter(Exists(funded_events().filter(pk=OuterRef("event"))))
