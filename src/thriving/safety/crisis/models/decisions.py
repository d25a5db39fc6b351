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


class Decision(Keyed):
    """Whether a report is a crisis, as somebody decided; both outcomes are kept.

    ``read_by`` is the second person, who reads every decision that it is none.
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
        ]

    @property
    def read_due_at(self) -> datetime:
        return self.decided_at + SECOND_READER_WITHIN

    @property
    def is_overdue(self) -> bool:
        return self.read_at is None and self.read_due_at < clock.now()
