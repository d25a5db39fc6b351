"""Of payments in a list, whether an event that they pay for passed its risk protocol no longer."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from thriving.grants.agreements.models import CoveredEvent, FundedWork
from thriving.kernel import clock
from thriving.programs.events.states.event import CANCELED, DRAFT
from thriving.safety.event_risk import conditions
from thriving.safety.event_risk.models import Assessment, RiskHold, SafetyContact, Waiver
from thriving.safety.event_risk.queries.gate import RECENT, TWO
from thriving.safety.event_risk.states.assessment import DEBRIEFED, HELD, NOT_REQUIRED
from thriving.safety.event_risk.states.waivers import GRANTED


def wait_again() -> Q:
    """A condition of payments. It reads what is written down of events; the gate alone reads everything."""
    covered = CoveredEvent.objects.filter(agreement=OuterRef("tranche__agreement"))
    named = FundedWork.objects.filter(agreement=OuterRef("tranche__agreement"), event__isnull=False)
    return Q(Exists(_without_protocol(covered))) | Q(Exists(_without_protocol(named)))


def _without_protocol(paid_for: QuerySet[Any]) -> QuerySet[Any]:
    unneeded = Exists(_newest().filter(state=NOT_REQUIRED))
    accepted = Exists(_accepted()) | Exists(_waivers(conditions.ASSESSMENT))
    called = Exists(_called()) | Exists(_waivers(conditions.CONTACTS))
    held = Exists(RiskHold.objects.filter(event=OuterRef("event"), lifted_at=None))
    return paid_for.filter(Q(held) | ~(Q(unneeded) | (Q(accepted) & Q(called))))


def _accepted() -> QuerySet[Any]:
    looked_back = Q(state=DEBRIEFED, stale_why="") & ~Q(decided_by="")
    holds = (Q(state__in=HELD) | looked_back) & ~Q(event__state=CANCELED)
    return _newest().filter(holds)


def _newest() -> QuerySet[Assessment]:
    """The one that counts of the event that is asked about, without counting those of all events."""
    newer = Assessment.objects.filter(event=OuterRef("event"), number__gt=OuterRef("number"))
    return Assessment.objects.filter(~Exists(newer), event=OuterRef("event"))


def _called() -> QuerySet[Any]:
    """Of its contacts two were reached in time: of an event that is over, before it was."""
    now = clock.now()
    is_over = Q(event__ends_at__lte=now) & ~Q(event__state__in=(DRAFT, CANCELED))
    then = Q(reached_at__gte=F("event__starts_at") - RECENT, reached_at__lte=F("event__ends_at"))
    in_time = (is_over & then) | (~is_over & Q(reached_at__gte=now - RECENT))
    reached = SafetyContact.objects.filter(in_time, event=OuterRef("event")).order_by()
    return reached.values("event").annotate(count=Count("pk")).filter(count__gte=TWO)


def _waivers(condition: str) -> QuerySet[Waiver]:
    granted = Waiver.objects.filter(condition=condition, state=GRANTED, ends_at__gt=clock.now())
    return granted.filter(event=OuterRef("event")).exclude(event__state=CANCELED)
