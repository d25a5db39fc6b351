from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thriving.evidence.states import BATCH
from thriving.kernel.words import WordsField


class Batch(models.Model):
    """One import: staged in small steps, taking effect at once, undone as one."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be read")
        READING = "reading", _("being read")
        STOPPED = "stopped", _("stopped")
        REFUSED = "refused", _("cannot be read")
        CHECKED = "checked", _("checked")
        APPLIED = "applied", _("taken in")
        UNDONE = "undone", _("undone")
        DISCARDED = "discarded", _("discarded")

    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    issuer = models.CharField(max_length=120, blank=True)  # whose codes stand for people in the file
    file = models.CharField(max_length=200, blank=True)  # where the file is kept until the batch is decided
    sources_file = models.CharField(max_length=200, blank=True)
    expected = models.PositiveIntegerField(default=0)  # rows that the file seems to have; 0 where unknown
    rows = models.PositiveIntegerField(default=0)  # read and staged so far
    last_row = models.PositiveIntegerField(default=0)  # of the file, so that reading goes on behind it
    complete = models.BooleanField(default=False)  # every row of the file is staged
    faults = models.PositiveIntegerField(default=0)  # rows with an error
    problem = models.TextField(blank=True)  # why the file as a whole cannot be read
    preview = models.JSONField(default=dict)  # rows by effect, and the numbers that would change
    written = models.PositiveIntegerField(default=0)
    corrected = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    stated_by = models.CharField(max_length=32, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)  # when rows were last staged: a reader that died falls silent
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [BATCH.constraint("batch_in_a_known_state")]

    def __str__(self) -> str:
        return self.name


class StagedRow(models.Model):
    """A row of a file, checked and waiting: no part of any number until its batch takes effect.

    A row that could not be read has no kind.
    """

    class Effect(models.TextChoices):
        FAULTY = "faulty", _("has an error")
        NEW = "new", _("new")
        CORRECTED = "corrected", _("a correction")
        UNCHANGED = "unchanged", _("known already")

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="staged")
    row = models.PositiveIntegerField()  # as the spreadsheet numbers it
    kind = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=120, blank=True)
    natural_key = models.CharField(max_length=400, blank=True)
    occurred_on = models.DateField(null=True)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    dimensions = models.JSONField(default=dict)
    source = models.CharField(max_length=120, blank=True)
    visibility = models.CharField(max_length=12, blank=True)
    faults = models.JSONField(default=list)  # [[column, sentence], …]
    effect = models.CharField(max_length=10, choices=Effect.choices, blank=True)
    stands = models.BigIntegerField(null=True)  # the fact that stated this when it was compared

    class Meta:
        ordering = ["row"]
        constraints = [models.UniqueConstraint(fields=["batch", "row"], name="one_staged_row_by_number")]
        indexes = [models.Index(fields=["batch", "kind", "natural_key"], name="staged_by_key")]


class StagedSource(models.Model):
    """A record that rows of a file come from (a workshop, a pilot), waiting with them."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="staged_sources")
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=60, blank=True)
    title = WordsField()
    visibility = models.CharField(max_length=12)
    url = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "key"], name="one_staged_source_by_key")]


class PersonCode(models.Model):
    """Whom a code of an issuer stands for: the only link between a file and a random identifier.

    Forgetting a person deletes it; the facts keep the bare identifier, so no number moves.
    """

    issuer = models.CharField(max_length=120)
    code = models.CharField(max_length=120)
    key = models.CharField(max_length=32)
    batch = models.ForeignKey(Batch, null=True, on_delete=models.SET_NULL, related_name="codes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "code"], name="one_person_by_code")]
        indexes = [models.Index(fields=["key"], name="codes_of_a_person")]
