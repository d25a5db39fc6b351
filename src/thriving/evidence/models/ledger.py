from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thriving.evidence.models.batch import Batch
from thriving.kernel import triggers
from thriving.kernel.words import WordsField


class Visibility(models.TextChoices):
    """Who may open a row. The number that counts it is the same for everyone."""

    PUBLIC = "public"
    MEMBERS = "members"
    RESTRICTED = "restricted"
    SEALED = "sealed"


class Origin(models.TextChoices):
    RECORD = "record"
    IMPORT = "import"
    WIKI = "wiki"
    STATED = "stated"  # typed by a person, with a proof and a second person


class Ledger(models.Model):
    """One row: the last number given out. Locking it puts facts in commit order."""

    last_number = models.BigIntegerField(default=0)
    last_recorded_at = models.DateTimeField(null=True)


class LedgerDay(models.Model):
    """The last number known by the end of a day, fixed once so that the past as known never changes."""

    day = models.DateField(primary_key=True)
    last_number = models.BigIntegerField()


class Source(models.Model):
    """The record that left facts: a workshop, a pilot, a decision. Facts refer to it by key."""

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=60)
    title = WordsField()
    visibility = models.CharField(max_length=12, choices=Visibility.choices, default=Visibility.PUBLIC)
    url = models.CharField(max_length=500, blank=True)
    sample = models.BooleanField(default=False)
    imported = models.BooleanField(default=False)  # an import brought it, and may change it

    def __str__(self) -> str:
        return str(self.title) or self.key


class Fact(models.Model):
    """A kind of thing happened to this subject on this day: known from one number until another.

    No names and no free text: a person's subject is a random identifier of their own.
    """

    number = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    natural_key = models.CharField(max_length=400)
    occurred_on = models.DateField()
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    superseded_number = models.BigIntegerField(null=True)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    dimensions = models.JSONField(default=dict)
    source = models.CharField(max_length=120, blank=True)
    visibility = models.CharField(max_length=12, choices=Visibility.choices)
    origin = models.CharField(max_length=12, choices=Origin.choices)
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="facts")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "natural_key"],
                condition=Q(superseded_number__isnull=True),
                name="one_current_fact_by_natural_key",
            ),
            models.CheckConstraint(
                condition=Q(superseded_number__isnull=True, superseded_at__isnull=True)
                | Q(superseded_number__gt=F("number"), superseded_at__isnull=False),
                name="superseded_after_it_was_known",
            ),
        ]
        indexes = [
            # All that measures read of the facts that stand: counting never looks at the rows themselves.
            models.Index(
                *("kind", "occurred_on", "subject", "number", "value", "dimensions"),
                name="standing_facts",
                condition=Q(superseded_number__isnull=True),
            ),
            # What was known at an earlier number: what still stands, and what has been closed since.
            models.Index(
                *("kind", "superseded_number"),
                name="closed_facts",
                condition=Q(superseded_number__isnull=False),
            ),
            models.Index("recorded_at", "number", name="facts_by_recording"),
            models.Index(
                *("superseded_at", "superseded_number"),
                name="facts_by_closing",
                condition=Q(superseded_number__isnull=False),
            ),
        ]


triggers.guard("evidence_fact", stamp=("superseded_at", "superseded_number"))
triggers.guard("evidence_ledgerday")
