"""Which events are paid for by grants: those that an agreement names, and those of what it names."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thriving.grants.agreements.models import Agreement, FundedWork
from thriving.grants.agreements.states import DRAFT, DROPPED
from thriving.programs.events.models import Event
from thriving.programs.events.states.event import CANCELED
from thriving.safety.event_risk.models import Stakeholder


def funded_events() -> QuerySet[Event]:
    """Of all agreements that were signed, whatever became of them; nobody is asked about a canceled event."""
    signed = FundedWork.objects.exclude(agreement__state__in=(DRAFT, DROPPED))
    return _of(signed).exclude(state=CANCELED)


def events_of(agreement: Agreement) -> QuerySet[Event]:
    """Also the canceled ones: a hold outlives them. In one order for all, so that nobody waits for ever."""
    return _of(FundedWork.objects.filter(agreement=agreement)).order_by("pk")


def funded(stakeholders: QuerySet[Stakeholder]) -> QuerySet[Stakeholder]:
    return stakeholders.filter(event__in=funded_events().values("pk"))


def _of(works: QuerySet[FundedWork]) -> QuerySet[Event]:
    """What is named is paid for already as a draft; what belongs to it, once it is announced."""
    named = Q(pk__in=works.filter(event__isnull=False).values("event"))
    campaigns = works.filter(campaign__isnull=False).values("campaign__key")
    initiatives = works.filter(initiative__isnull=False).values("initiative__key")
    belongs = Q(campaign__in=campaigns) | Q(initiative__in=initiatives)
    announced = Q(published_at__isnull=False)
    return Event.objects.filter(named | (belongs & announced))
