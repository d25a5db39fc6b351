from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thriving.programs.events.models.event import Event
from thriving.programs.events.models.registration import Registration


class Outcome(models.TextChoices):
    ARRIVED = "arrived", _("Checked in")
    ALREADY = "already", _("Was checked in before")
    WAITING = "waiting", _("Checked in from the waiting list")
    WITHDRAWN = "withdrawn", _("No longer registered: register them anew")
    UNKNOWN = "unknown", _("Nobody here has this code: type it again")


class Arrival(models.Model):
    """A code that was read at the door. ``key`` is the phone's own: sent again, nothing happens again."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="arrivals")
    key = models.CharField(max_length=36)
    code = models.CharField(max_length=20)  # as it was typed, where nobody has it
    registration = models.ForeignKey(
        Registration, null=True, blank=True, on_delete=models.CASCADE, related_name="arrivals"
    )
    outcome = models.CharField(max_length=10, choices=Outcome)
    said_at = models.DateTimeField()  # by the phone's clock, kept within what is possible
    received_at = models.DateTimeField()
    received_from = models.CharField(max_length=120)  # an organizer's key

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["event", "key"], name="an_arrival_counts_once")]
