from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thriving.movement.models import Country


class CountryAlert(models.Model):
    """That something has changed in a country, so that what was accepted for it is looked at again."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="risk_alerts")
    words = models.TextField()
    source = models.URLField(max_length=500)
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=120, blank=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-raised_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("raised_at")),
                name="an_alert_ends_after_it_is_raised",
            ),
        ]
        indexes = [models.Index(fields=["country", "raised_at"], name="alerts_by_country")]
