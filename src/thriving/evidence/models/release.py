from __future__ import annotations

from django.db import models

from thriving.evidence.models.measure import MeasureVersion
from thriving.kernel import triggers
from thriving.kernel.words import WordsField


class Release(models.Model):
    """Numbers published together: what had happened by ``on``, as known at ledger number ``known_number``."""

    plan = models.CharField(max_length=80)  # key of the plan whose cadence this follows
    on = models.DateField()
    known_on = models.DateField()
    known_number = models.BigIntegerField()
    published_at = models.DateTimeField()
    note = WordsField()
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrections")
    sample = models.BooleanField(default=False)


class Snapshot(models.Model):
    """One measured number in a release, immutable. ``question`` is its filters and window."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="snapshots")
    version = models.ForeignKey(MeasureVersion, on_delete=models.PROTECT)
    question = models.JSONField()
    question_hash = models.CharField(max_length=64)
    reading = models.JSONField()  # value, numerator, denominator, pairs, interval, rows by visibility
    by_source = models.JSONField(default=list)
    series = models.JSONField(default=list)
    digest = models.CharField(max_length=64)  # of the list behind it; of people, keyed by the salt
    salt = models.CharField(max_length=64, blank=True, default="")  # shown and handed out to nobody

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "version", "question_hash"], name="one_snapshot_by_question"
            )
        ]


triggers.guard("evidence_release")
triggers.guard("evidence_snapshot")
