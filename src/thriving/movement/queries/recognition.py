"""What waits for those who recognize affiliates."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from thriving.kernel import access
from thriving.movement.models import Affiliate
from thriving.movement.states import CLOCKS, RECOGNITION


def waiting(reader: Any) -> QuerySet[Affiliate]:
    """Affiliates with a step to be done that ``reader`` may do, the most urgent first."""
    if not access.holds(reader, "judge_affiliates"):
        return Affiliate.objects.none()
    mine = access.within(reader, "judge_affiliate", Affiliate.objects.filter(state__in=list(CLOCKS)))
    return mine.order_by("due_at", "pk")


def moves_open_to(reader: Any, affiliate: Affiliate) -> list[str]:
    """The names of the moves that ``reader`` may make now, whatever they still need."""
    names = [move.name for move in RECOGNITION.open_from(affiliate.state)]
    judges = access.may(reader, "judge_affiliate", affiliate)
    withdraws = access.may(reader, "withdraw_application", affiliate)
    return [name for name in names if (withdraws if name == "withdraw" else judges)]
