from __future__ import annotations

from django.db import models

from thriving.programs.events.models.event import Event
from thriving.programs.events.models.roll import Roll


class Stated(models.Model):
    """What another system says of the event as a whole, by its own definitions: never added to ours."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="stated")
    roll = models.OneToOneField(Roll, on_delete=models.CASCADE, related_name="stated")
    source = models.CharField(max_length=300)  # what the other system calls it
    figures = models.JSONField()  # {column: number}, as its columns are called
    stated_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
