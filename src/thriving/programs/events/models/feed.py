from __future__ import annotations

from hashlib import sha256

from django.db import models

from thriving.movement.models import Person


class Feed(models.Model):
    """The secret address of somebody's own calendar: only a digest is kept, so a copy opens nothing."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="calendar")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    @staticmethod
    def digest_of(secret: str) -> str:
        """The secret is 256 random bits: nothing slower than SHA-256 is called for."""
        return sha256(secret.encode()).hexdigest()
