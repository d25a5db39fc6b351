from __future__ import annotations

from django.db import models

from thriving.movement.models import Person


class Feed(models.Model):
    """The secret address of somebody's own calendar: only a digest is kept, so a copy opens nothing."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="calendar")
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the secret in the address
    made_at = models.DateTimeField()
