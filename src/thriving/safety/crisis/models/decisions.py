from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.kernel.sealed import SealedField
from thriving.movement.models import Person
from thriving.safety.crisis.clocks import SECOND_READER_WITHIN
from thriving.safety.crisis.models.crisis import Crisis
from thriving.safety.crisis.models.keyed import Keyed
from thriving.safety.crisis.severity import Severity

# Decisions that a second person has yet to read.
AWAITED = Q(read_at=None) & (Q(qualifies=False) | Q(is_less_grave=True))


class Decision(Keyed):
    """Whether a report is a crisis, and how grave, as somebody decided; each outcome is kept.

    ``same_as``: none of its own, for it goes with another. ``read_by`` is the second person, who reads each
    decision by which less is done: that something is no crisis, is known already, or is less grave.
    """

    class Referral(models.TextChoices):
        NOWHERE = "", _("To nobody")
        EMERGENCY = "emergency", _("To the police or an ambulance, by whoever is there")
        CONDUCT = "conduct", _("To those who look after conduct")
        TECHNICAL = "technical", _("To those who run the sites")
        LEGAL = "legal", _("To the lawyers")
        AFFILIATE = "affiliate", _("To the affiliate")

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    qualifies = models.BooleanField()
    answers = models.JSONField()  # by criterion: yes, unsure, no
    severity = models.PositiveSmallIntegerField(choices=Severity, null=True)
    same_as = models.ForeignKey(Crisis, null=True, on_delete=models.PROTECT, related_name="+")
    is_less_grave = models.BooleanField(default=False)  # than before: it waits until somebody has agreed
    reason = SealedField()
    referral = models.CharField(max_length=10, choices=Referral, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="crisis_decisions"
    )
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="crisis_readings")
    agreed = models.BooleanField(null=True)  # whether the second person finds it right
    objection = SealedField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["crisis", "number"], name="one_decision_on_a_report_by_number"),
            models.CheckConstraint(
                condition=Q(read_by=None) | ~Q(read_by=F("decided_by")),
                name="nobody_is_the_second_reader_of_their_own_decision",
            ),
            models.CheckConstraint(
                condition=Q(read_at=None, agreed=None) | Q(read_at__isnull=False, agreed__isnull=False),
                name="whoever_reads_a_decision_says_what_they_find",
            ),
            models.CheckConstraint(
                condition=Q(qualifies=False, severity=None) | Q(qualifies=True, severity__isnull=False),
                name="what_is_found_a_crisis_has_a_severity",
            ),
            models.CheckConstraint(
                condition=Q(same_as=None) | Q(qualifies=False), name="what_goes_with_another_is_no_own_crisis"
            ),
            models.CheckConstraint(
                condition=Q(is_less_grave=False) | Q(qualifies=True), name="only_a_crisis_is_less_grave"
            ),
            models.UniqueConstraint(
                fields=["crisis"],
                condition=AWAITED,
                name="one_decision_on_a_report_waits_at_a_time",
            ),
        ]

    @property
    def read_due_at(self) -> datetime:
        return self.decided_at + SECOND_READER_WITHIN

    @property
    def is_awaited(self) -> bool:
        return self.read_at is None and (self.is_less_grave or not self.qualifies)

    @property
    def is_overdue(self) -> bool:
        return self.is_awaited and self.read_due_at < clock.now()
