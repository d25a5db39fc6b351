from __future__ import annotations

from django.db import models

from thriving.movement.models import Person
from thriving.programs.events.models.event import Event


class Organizer(models.Model):
    """Somebody who runs this event, and by that nothing of any other."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="organizers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="organized_events")
    named_at = models.DateTimeField()
    named_by = models.CharField(max_length=120)  # a person's key, or the name of a command

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="an_organizer_is_named_once")]
