from __future__ import annotations

from django.db import models

from thriving.movement.models import Affiliate


class PublicationRule(models.Model):
    """That an affiliate wants its events in person announced only once they passed the risk protocol."""

    affiliate = models.OneToOneField(Affiliate, on_delete=models.CASCADE, related_name="risk_rule")
    holds = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=120)
