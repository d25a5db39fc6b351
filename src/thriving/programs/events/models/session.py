from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F

from thriving.programs.events.models.event import Event


class Session(models.Model):
    """A day of an event, or a part of one, as clocks in its zone show it.

    ``day``, ``begins``, ``end_day`` and ``ends`` are what was agreed. ``starts_at`` and ``ends_at`` follow
    from them and the zone, and follow again when a country changes its clocks.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sessions")
    day = models.DateField()
    begins = models.TimeField()
    end_day = models.DateField()  # the next one, where it goes past midnight
    ends = models.TimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=F("starts_at")), name="a_session_ends_after_it_begins"
            )
        ]

    @property
    def local_start(self) -> datetime:
        return self.starts_at.astimezone(ZoneInfo(self.event.time_zone))

    @property
    def local_end(self) -> datetime:
        return self.ends_at.astimezone(ZoneInfo(self.event.time_zone))
