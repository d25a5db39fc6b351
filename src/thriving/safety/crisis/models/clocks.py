from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from thriving.kernel import clock
from thriving.kernel.sealed import SealedField
from thriving.movement.models import Person
from thriving.safety.crisis.clocks import Task
from thriving.safety.crisis.models.crisis import Crisis
from thriving.safety.crisis.models.keyed import Keyed


class Clock(models.Model):
    """One thing to be done by a moment, in UTC. ``number`` counts those that come again and again."""

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="clocks")
    task = models.CharField(max_length=15, choices=Task)
    number = models.PositiveSmallIntegerField(default=1)
    started_at = models.DateTimeField()
    half_at = models.DateTimeField()  # then whoever stands in is told
    due_at = models.DateTimeField()  # then whoever answers for the response is told
    met_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)  # nothing waits for it any longer
    paused_until = models.DateTimeField(null=True)  # then it goes on by itself; the deadlines know of it
    half_told_at = models.DateTimeField(null=True)
    due_told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["crisis", "task", "number"], name="one_clock_of_a_crisis_by_number"
            ),
            models.CheckConstraint(
                condition=Q(half_at__gte=F("started_at"), due_at__gte=F("half_at")),
                name="a_clock_is_due_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(met_at=None) | Q(dropped_at=None), name="a_clock_is_met_or_dropped"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(met_at=None, dropped_at=None),
                name="clocks_that_run",
            )
        ]

    @property
    def runs(self) -> bool:
        return self.met_at is None and self.dropped_at is None

    @property
    def was_met_in_time(self) -> bool:
        return self.met_at is not None and self.met_at <= self.due_at

    def is_late(self, moment: datetime | None = None) -> bool:
        """Past its deadline, met or not."""
        return not self.dropped_at and (self.met_at or moment or clock.now()) > self.due_at

    def stands_still(self, moment: datetime | None = None) -> bool:
        return self.runs and self.paused_until is not None and self.paused_until > (moment or clock.now())


class Pause(Keyed):
    """A clock stands still from one moment to another, for a reason that somebody gave."""

    clock = models.ForeignKey(Clock, on_delete=models.CASCADE, related_name="pauses")
    reason = SealedField()
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField()  # as it was said, or earlier
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="crisis_pauses")

    class Meta:
        ordering = ["begun_at", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__gte=F("begun_at")), name="a_clock_goes_on_after_it_stood_still"
            )
        ]
