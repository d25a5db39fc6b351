from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.grants.agreements.models import Agreement
from thriving.grants.proposals.models import ChosenMeasure
from thriving.grants.proposals.models.proposal import new_key
from thriving.grants.reports.states import OPEN, REPORT, SCHEDULED, WAIVED, WRITTEN_IN


class Kind(models.TextChoices):
    INTERIM = "interim", _("On the way")
    FINAL = "final", _("At the end")


class ReportState(models.TextChoices):
    SCHEDULED = "scheduled", _("To come")
    OPEN = "open", _("Being written")
    SUBMITTED = "submitted", _("Handed in")
    CHANGES_REQUESTED = "changes_requested", _("Changes wanted")
    ACCEPTED = "accepted", _("Accepted")
    WAIVED = "waived", _("Waived")


class Report(models.Model):
    """What the grantee tells of some of the days of a grant. All its money is in the agreement's currency."""

    key = models.SlugField(max_length=60, unique=True, default=new_key)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    covers_from = models.DateField()
    covers_until = models.DateField()
    due_on = models.DateField(_("Due on"))
    first_due_on = models.DateField()  # as it was promised first: by it somebody is in time or late
    state = models.CharField(max_length=20, choices=ReportState, default=ReportState.SCHEDULED)
    language = models.CharField(max_length=35, default="en")
    done = models.TextField(_("What was done, and what came of it"), blank=True)
    learned = models.TextField(_("What was learned"), blank=True)
    ahead = models.TextField(blank=True)
    answer = models.TextField(_("Answer"), blank=True)  # the officer's, for the grantee's side
    first_submitted_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(_("Handed in"), null=True)
    submitted_by = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField(_("Decided on"), null=True)
    revision = models.PositiveIntegerField(default=1)  # two who write at once notice each other
    reminded_for = models.CharField(max_length=20, blank=True)  # the last letter that was written of it
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            REPORT.constraint("a_report_is_in_a_state_of_its_lifecycle"),
            models.CheckConstraint(condition=Q(kind__in=list(Kind)), name="a_report_is_of_a_kind"),
            models.UniqueConstraint(fields=["agreement", "number"], name="an_agreement_numbers_its_reports"),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(kind=Kind.FINAL), name="a_grant_has_one_final_report"
            ),
            models.CheckConstraint(
                condition=Q(covers_until__gte=F("covers_from")), name="a_report_covers_days_in_their_order"
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("covers_until")), name="no_report_is_due_before_its_last_day"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[SCHEDULED, OPEN, WAIVED])
                | (~Q(done="") & ~Q(learned="") & Q(submitted_at__isnull=False)),
                name="a_report_that_was_handed_in_says_something",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="reports_by_their_day"),
            models.Index(fields=["agreement", "state"], name="reports_of_an_agreement"),
            models.Index(fields=["due_on", "id"], name="reports_in_order"),
        ]

    def __str__(self) -> str:
        return self.key

    def is_overdue(self, today: date) -> bool:
        return self.state in WRITTEN_IN and self.due_on < today


class Result(models.Model):
    """How far the work came by one measure of the proposal.

    ``recorded`` is what the records of the paid work said when it was handed in; ``fewer_than``: that they
    speak of so few people that no more is told.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="results")
    measure = models.ForeignKey(ChosenMeasure, on_delete=models.PROTECT, related_name="results")
    value = models.DecimalField(max_digits=15, decimal_places=3, null=True)
    note = models.CharField(max_length=500, blank=True)
    recorded = models.DecimalField(max_digits=15, decimal_places=3, null=True)
    fewer_than = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["measure__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "measure"], name="a_report_tells_of_a_measure_once"),
            models.CheckConstraint(condition=Q(value=None) | Q(value__gte=0), name="no_result_is_below_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.measure_id}"


class Waiver(models.Model):
    """An officer asks to do without a report, and somebody else says yes or no."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="waivers")
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120)
    agreed = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(agreed=None), name="a_waiver_is_asked_once_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["report"], condition=Q(agreed=True), name="a_report_is_waived_once"
            ),
            models.CheckConstraint(
                condition=~Q(answered_by=F("asked_by")), name="nobody_waives_a_report_alone"
            ),
            models.CheckConstraint(
                condition=Q(agreed=None, answered_at=None, answered_by="")
                | (Q(agreed__isnull=False, answered_at__isnull=False) & ~Q(answered_by="")),
                name="an_answered_waiver_says_by_whom",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_waiver_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.pk}"
