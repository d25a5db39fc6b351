from __future__ import annotations

from hashlib import sha256

from django.db import models
from django.db.models import F, Q

from thriving.programs.events.models import Event


class Pack(models.Model):
    """A link to the page that is printed for the day. Only its digest is kept: a copy opens nothing."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="risk_packs")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    opened = models.PositiveIntegerField(default=0)  # how often

    class Meta:
        ordering = ["-made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="a_pack_expires"),
        ]

    @staticmethod
    def digest_of(secret: str) -> str:
        """The secret is 256 random bits: nothing slower than SHA-256 is called for."""
        return sha256(secret.encode()).hexdigest()
