from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.evidence.models.measure import MeasureVersion
from thriving.evidence.states import TABLE
from thriving.kernel import triggers


class TableSpecification(models.Model):
    """People counted by one or two of their records' properties: proposed by one, approved by another.

    What it says is never changed: another table is another specification.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waiting for a second evaluator")
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")
        RETIRED = "retired", _("retired")

    class Cadence(models.TextChoices):
        MONTHLY = "monthly", _("monthly")
        QUARTERLY = "quarterly", _("quarterly")
        YEARLY = "yearly", _("yearly")

    key = models.SlugField(max_length=80, unique=True)
    version = models.ForeignKey(MeasureVersion, on_delete=models.PROTECT, related_name="tables")
    question = models.JSONField()
    question_hash = models.CharField(max_length=64)
    plan = models.CharField(max_length=80, blank=True)  # key of the plan whose number it divides
    dimensions = models.JSONField()
    schemes = models.JSONField()  # by dimension: the name of its scheme, its categories, their parents
    k = models.PositiveSmallIntegerField()  # fewer people than this are never told
    sensitive = models.BooleanField(default=False)
    cadence = models.CharField(max_length=12, choices=Cadence.choices)
    least_population = models.PositiveIntegerField()
    sample = models.BooleanField(default=False)
    hash = models.CharField(max_length=64)  # of everything that decides what is published
    state = models.CharField(max_length=12, choices=State.choices, default=State.PROPOSED)
    why = models.TextField()
    proposed_by = models.CharField(max_length=32)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=32, blank=True)
    decided_at = models.DateTimeField(null=True)
    decision_note = models.TextField(blank=True)
    retired_by = models.CharField(max_length=32, blank=True)
    retired_at = models.DateTimeField(null=True)
    retired_why = models.TextField(blank=True)

    class Meta:
        ordering = ["key"]
        constraints = [
            TABLE.constraint("table_in_a_known_state"),
            models.CheckConstraint(
                condition=Q(decided_by="") | ~Q(decided_by=F("proposed_by")),
                name="table_is_decided_by_a_second_evaluator",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed") | ~Q(decided_by=""),
                name="table_is_approved_by_somebody",
            ),
            models.CheckConstraint(condition=Q(k__gte=10), name="table_tells_of_ten_or_more"),
        ]

    def __str__(self) -> str:
        return self.key


class TableRelease(models.Model):
    """One table at one time, immutable. What is hidden is not in it: only the ledger could count it again."""

    class Outcome(models.TextChoices):
        PUBLISHED = "published", _("published")
        CARRIED = "carried", _("the earlier release stands")
        REFUSED = "refused", _("not published")

    specification = models.ForeignKey(TableSpecification, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    on = models.DateField()
    known_on = models.DateField()
    known_number = models.BigIntegerField()
    published_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    reason = models.CharField(max_length=40, blank=True)  # why it was carried forward or refused
    carries = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="carried_by")
    table = models.JSONField(default=dict)  # categories, and the figures that are told
    specification_hash = models.CharField(max_length=64)
    input_digest = models.CharField(max_length=64)  # keyed: without the key, nobody can try counts against it
    digest = models.CharField(max_length=64)
    sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["specification", "number"], name="one_table_release_by_number"),
            models.UniqueConstraint(fields=["specification", "on"], name="one_table_release_by_day"),
            models.CheckConstraint(
                condition=Q(outcome="carried", carries__isnull=False)
                | (~Q(outcome="carried") & Q(carries__isnull=True)),
                name="a_carried_table_names_the_one_it_carries",
            ),
        ]


triggers.guard("evidence_tablerelease")
