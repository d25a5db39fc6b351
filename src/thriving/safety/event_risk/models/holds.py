from __future__ import annotations

from django.db import models
from django.db.models import Q

from thriving.grants.payments.models.hold import new_code
from thriving.kernel.sealed import SealedField
from thriving.programs.events.models import Event


class RiskHold(models.Model):
    """That nothing is paid for an event for now. Others read a code, as of every hold, and never why."""

    code = models.CharField(primary_key=True, max_length=8, default=new_code, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="risk_holds")
    reason = SealedField()
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=120)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-placed_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_risk_hold_has_a_reason"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by="") | (Q(lifted_at__isnull=False) & ~Q(lifted_by="")),
                name="who_lifted_a_risk_hold_is_known",
            ),
            models.UniqueConstraint(
                fields=["event", "placed_by"],
                condition=Q(lifted_at=None),
                name="one_risk_hold_by_each_at_a_time",
            ),
        ]
