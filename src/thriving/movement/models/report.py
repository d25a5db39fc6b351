from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.movement.models.affiliate import Affiliate


class ReportKind(models.TextChoices):
    ACTIVITIES = "activities", _("Report of activities")
    FINANCES = "finances", _("Financial report")


class AffiliateReport(models.Model):
    """A report that an affiliate owes for a time, and when it came: all that compliance is computed from."""

    affiliate = models.ForeignKey(Affiliate, on_delete=models.CASCADE, related_name="reports")
    what = models.CharField(max_length=20, choices=ReportKind)
    begins_on = models.DateField()  # the time that it tells of
    ends_on = models.DateField()
    due_on = models.DateField()  # the last day on which it comes in time
    received_on = models.DateField(null=True, blank=True)
    url = models.URLField(max_length=500, blank=True)
    file = models.CharField(max_length=40, blank=True)  # the key of a stored file
    received_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-begins_on", "what"]
        constraints = [
            models.UniqueConstraint(
                fields=["affiliate", "what", "begins_on"], name="a_report_is_owed_once_for_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="a_report_tells_of_a_time_that_ends"
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | ~Q(url="", file=""),
                name="a_received_report_can_be_read",
            ),
        ]
        indexes = [
            models.Index(
                fields=["affiliate", "due_on"],
                name="reports_not_received",
                condition=Q(received_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.begins_on}"

    def days_late(self, today: date) -> int:
        """How many days it came, or is, too late; 0 when in time."""
        return max((self.received_on or today).toordinal() - self.due_on.toordinal(), 0)
