"""Who had a say in whether the risks of events are small enough."""

from __future__ import annotations

from django.db.models import QuerySet

from thriving.programs.events.models import Event
from thriving.safety.event_risk.models import Assessment, Decision, Triage, Waiver


def who_judged(events: QuerySet[Event]) -> set[str]:
    """The keys of all who decided on an assessment, signed a triage, or had a hand in a waiver."""
    mine = events.order_by().values("pk")
    columns = (
        Decision.objects.filter(assessment__event__in=mine).values_list("decided_by"),
        Assessment.objects.filter(event__in=mine).values_list("decided_by"),
        Triage.objects.filter(event__in=mine).values_list("decided_by"),
        Waiver.objects.filter(event__in=mine).values_list("asked_by"),
        Waiver.objects.filter(event__in=mine).values_list("decided_by"),
    )
    return {key for column in columns for (key,) in column} - {""}
