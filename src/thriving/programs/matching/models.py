from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thriving.kernel import triggers


class Purpose(models.TextChoices):
    """For what things are brought together; each has weights of its own."""

    INITIATIVES = "initiatives", _("Finding what supports you")
    MENTORING = "mentoring", _("Mentors and newcomers")


class WeightSet(models.Model):
    """What each part of a score weighs, from a moment on. Never changed: a newer version replaces it.

    Version 1 of each purpose is shipped and has no row; see `weights`.
    """

    purpose = models.CharField(max_length=20, choices=Purpose)
    version = models.PositiveIntegerField()
    weights = models.JSONField()  # whole points by part, one hundred in all
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=120)  # a person's random key, or the name of a command
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["purpose", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "version"], name="one_version_of_weights_by_purpose"),
            models.CheckConstraint(
                condition=models.Q(purpose__in=list(Purpose)), name="weights_are_for_a_known_purpose"
            ),
            models.CheckConstraint(
                condition=models.Q(version__gt=1), name="the_first_weights_are_those_shipped"
            ),
        ]


triggers.guard("matching_weightset")
