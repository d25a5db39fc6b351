from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pattern(models.TextChoices):
    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY_BY_DAY = "monthly", _("Every month, on the same day of the month")
    MONTHLY_BY_WEEKDAY = "monthly_weekday", _("Every month, on the same weekday, such as the second Tuesday")


class Series(models.Model):
    """Events that repeat by the clock on the wall; each is an event of its own, which changes alone."""

    pattern = models.CharField(max_length=20, choices=Pattern)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "series"
