from __future__ import annotations

from django.db import models

from thriving.programs.events.models.event import Event


class Marked(models.TextChoices):
    """By what an event is found, and what it is for."""

    LANGUAGE = "language"
    WIKI = "wiki"
    TOPIC = "topic"
    SERVES = "serves"  # a part of the plan: "plan/part"


class Mark(models.Model):
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="marks")
    what = models.CharField(max_length=10, choices=Marked)
    code = models.CharField(max_length=170)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "what", "code"], name="an_event_is_marked_once")
        ]
        indexes = [models.Index(fields=["what", "code"], name="events_by_mark")]
