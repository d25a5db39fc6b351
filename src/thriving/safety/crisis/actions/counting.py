"""Crises are counted late: once as many days have passed as the setting says."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from thriving.kernel import clock, turn
from thriving.movement.actions import Actor
from thriving.safety.crisis import facts
from thriving.safety.crisis.models import Crisis
from thriving.safety.crisis.queries.crises import unsettled


def count_due(*, by: Actor) -> None:
    """Tell the ledger of what is old enough. Run twice, it says the same.

    What nobody has settled by then counts as qualifying and not answered, until somebody does.
    """
    until = clock.now() - timedelta(days=settings.CRISIS_DELAY_DAYS)
    left_lying = Q(raised_at__lte=until, pk__in=unsettled().values("pk"))
    for crisis in Crisis.objects.filter(
        Q(counted_at__isnull=False) | Q(qualified_at__lte=until) | left_lying
    ):
        _count(crisis, until, by)


@transaction.atomic
def _count(crisis: Crisis, until: datetime, by: Actor) -> None:
    turn.take()
    crisis.refresh_from_db(from_queryset=Crisis.objects.select_for_update())
    before = crisis.counts_since, crisis.answer_counted_at
    crisis.counts_since = _counts_since(crisis)
    crisis.counted_at = (crisis.counted_at or clock.now()) if crisis.counts_since else None
    if crisis.answered_at and crisis.answered_at <= until:
        crisis.answer_counted_at = crisis.answer_counted_at or clock.now()
    if (crisis.counts_since, crisis.answer_counted_at) != before:
        crisis.save(update_fields=["counted_at", "counts_since", "answer_counted_at"])
        facts.tell(crisis, by, "Enough days have passed.")


def _counts_since(crisis: Crisis) -> datetime | None:
    if crisis.qualified_at:
        return crisis.qualified_at
    return crisis.raised_at if unsettled().filter(pk=crisis.pk).exists() else None
