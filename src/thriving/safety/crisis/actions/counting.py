"""Crises are counted late: once as many days have passed as the setting says."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from thriving.kernel import clock, turn
from thriving.movement.actions import Actor
from thriving.safety.crisis import facts
from thriving.safety.crisis.models import Crisis


def count_due(*, by: Actor) -> None:
    """Tell the ledger of what is old enough. Run twice, it says the same."""
    until = clock.now() - timedelta(days=settings.CRISIS_DELAY_DAYS)
    for crisis in Crisis.objects.filter(qualified_at__lte=until):
        _count(crisis, until, by)


@transaction.atomic
def _count(crisis: Crisis, until: datetime, by: Actor) -> None:
    turn.take()
    crisis.refresh_from_db(from_queryset=Crisis.objects.select_for_update())
    before = crisis.counted_at, crisis.answer_counted_at
    crisis.counted_at = crisis.counted_at or clock.now()
    if crisis.answered_at and crisis.answered_at <= until:
        crisis.answer_counted_at = crisis.answer_counted_at or clock.now()
    if (crisis.counted_at, crisis.answer_counted_at) != before:
        crisis.save(update_fields=["counted_at", "answer_counted_at"])
        facts.tell(crisis, by, "Enough days have passed.")
