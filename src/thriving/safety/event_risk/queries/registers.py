"""Registers that are still to be opened, or to be told of: of events that became paid for."""

from __future__ import annotations

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Concat

from thriving.evidence.models import Fact
from thriving.programs.events.models import Event
from thriving.safety.event_risk.models import Assessment, Stakeholder
from thriving.safety.event_risk.queries.funding import funded_events
from thriving.safety.event_risk.states.assessment import NOT_REQUIRED

SOURCES = "risk/event/"  # how the keys of the records begin that registers leave


def without_register() -> QuerySet[Event]:
    """Also of events that are over: that nobody was asked is missed for good."""
    unneeded = Assessment.objects.filter(state=NOT_REQUIRED).values("event")
    return funded_events().filter(risk_stakeholders=None).exclude(pk__in=unneeded).order_by("pk")


def untold_registers() -> QuerySet[Event]:
    source = Concat(Value(SOURCES), OuterRef("uid"), output_field=CharField())
    told = Fact.objects.filter(source=source, superseded_number=None)
    standing = Stakeholder.objects.filter(released_at=None).values("event")
    return funded_events().filter(~Exists(told), pk__in=standing).order_by("pk")
