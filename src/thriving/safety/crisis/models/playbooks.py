from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from django.db import models
from django.db.models import F, Q

from thriving.kernel import triggers
from thriving.movement.models import Person


def digest_of(steps: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(list(steps), ensure_ascii=False).encode()).hexdigest()


class Playbook(models.Model):
    """What to do in one sort of crisis, step by step. Only those who answer crises read it."""

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=150)
    retired_at = models.DateTimeField(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["title", "key"]

    def __str__(self) -> str:
        return self.title

    @property
    def newest(self) -> PlaybookVersion | None:
        return max(self.versions.all(), key=lambda each: each.number, default=None)


class PlaybookVersion(models.Model):
    """One version of the steps; never changed."""

    playbook = models.ForeignKey(Playbook, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=35)
    steps = models.JSONField()
    digest = models.CharField(max_length=64)  # SHA-256 of the steps
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["playbook", "number"], name="one_version_of_a_playbook_by_number")
        ]

    @property
    def is_whole(self) -> bool:
        return digest_of(self.steps) == self.digest


class PlaybookReview(models.Model):
    """Somebody other than its writer read a version through on a day, and found it good until another."""

    version = models.ForeignKey(PlaybookVersion, on_delete=models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField()
    good_until = models.DateField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="playbook_reviews")

    class Meta:
        ordering = ["reviewed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(good_until__gt=F("reviewed_on")), name="a_review_of_a_playbook_lasts"
            )
        ]

    def holds_on(self, day: date) -> bool:
        return self.reviewed_on <= day <= self.good_until


triggers.guard("crisis_playbookversion")
