from __future__ import annotations

from django.db import models


class Batch(models.Model):
    """One import: staged in small steps, taking effect at once, undone as one."""

    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=20, default="staging")
    rows = models.PositiveIntegerField(default=0)
    stated_by = models.CharField(max_length=32, blank=True)
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    sample = models.BooleanField(default=False)
