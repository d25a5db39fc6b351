from __future__ import annotations

from django.db import models


class ScheduledJob(models.Model):
    """When a repeated job is due next, and how it went."""

    name = models.CharField(max_length=80, primary_key=True)
    due_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)  # by the worker that runs it now; past: that worker died
    finished_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)  # of the last run; empty when it went well

    def __str__(self) -> str:
        return self.name


class Heartbeat(models.Model):
    """When a worker last looked for what is due."""

    name = models.CharField(max_length=80, primary_key=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
