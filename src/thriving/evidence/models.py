from __future__ import annotations

from django.db import models
from django.db.models import F, Q

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

    def __str__(self) -> str:
        return str(self.title) or self.key


class Batch(models.Model):
    """One import: staged in small steps, taking effect at once, undone as one."""

    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=20, default="staging")
    rows = models.PositiveIntegerField(default=0)
    stated_by = models.CharField(max_length=32, blank=True)
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    sample = models.BooleanField(default=False)


class Fact(models.Model):
    """This kind of thing happened to this subject on this day; known from one number until another.

    No names and no free text: a person's subject is a random identifier of their own.
    """

    number = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    natural_key = models.CharField(max_length=200)
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
            models.Index(
                "kind",
                "occurred_on",
                "subject",
                name="current_facts",
                condition=Q(superseded_number__isnull=True),
            ),
            models.Index("kind", "number", name="facts_by_kind"),
            models.Index("recorded_at", name="facts_by_recording"),
        ]


class Measure(models.Model):
    """A definition that counts facts; its name is never used for another."""

    key = models.CharField(max_length=80, unique=True)


class MeasureVersion(models.Model):
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    specification = models.JSONField()
    title = WordsField()
    short = WordsField()
    limits = WordsField()
    reason = models.TextField(blank=True)
    created_by = models.CharField(max_length=32, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "number"], name="one_version_by_number")]


class Release(models.Model):
    """Numbers published together: what had happened by ``on``, as known at the ledger number ``known_number``."""

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
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "version", "question_hash"], name="one_snapshot_by_question"
            )
        ]


class Indicator(models.Model):
    """An official series, read from a file that its publisher made: not counted by us."""

    key = models.CharField(max_length=80, unique=True)
    title = WordsField()
    definition = WordsField()
    unit = models.CharField(max_length=30)
    source = models.CharField(max_length=300)
    source_url = models.CharField(max_length=500, blank=True)
    digest = models.CharField(max_length=64)
    imported_at = models.DateTimeField()


class IndicatorValue(models.Model):
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    month = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "month"], name="one_value_by_month")]


class StatedValue(models.Model):
    """A number typed by a person, with a proof, waiting for (or confirmed by) a second person."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT)
    occurred_on = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=6)
    proof_url = models.CharField(max_length=500, blank=True)
    proof_note = models.TextField(blank=True)
    state = models.CharField(max_length=20, default="proposed")
    proposed_by = models.CharField(max_length=32)
    decided_by = models.CharField(max_length=32, blank=True)
    created_at = models.DateTimeField()
