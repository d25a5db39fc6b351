from __future__ import annotations

from django.db import models

from thriving.kernel import triggers
from thriving.kernel.words import WordsField


class Measure(models.Model):
    """A definition that counts facts; its name is never used for another."""

    key = models.CharField(max_length=80, unique=True)


class MeasureVersion(models.Model):
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    specification = models.JSONField()
    title = WordsField()
    short = WordsField()
    limits = WordsField()
    reason = models.TextField(blank=True)
    created_by = models.CharField(max_length=32, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "number"], name="one_version_by_number")]


triggers.guard("evidence_measureversion")
