from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thriving.kernel import triggers
from thriving.kernel.words import WordsField
from thriving.programs.partnerships.models.partnership import Partnership
from thriving.programs.partnerships.states import STREAM


class StreamState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    SCOPED = "scoped", _("Questions and methods are fixed")
    IN_PROGRESS = "in_progress", _("In progress")
    PUBLISHED = "published", _("Findings are published")
    STOPPED = "stopped", _("Stopped")


class Stream(models.Model):
    """``key`` is one in all partnerships: a plan names its streams by it."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="streams")
    key = models.SlugField(max_length=60, unique=True)
    title = WordsField()
    language = models.CharField(max_length=35, default="en")  # in which questions and methods are written
    questions = models.TextField(_("Questions"), blank=True)
    methods = models.TextField(_("Methods"), blank=True)
    state = models.CharField(max_length=20, choices=StreamState, default=StreamState.PROPOSED)
    reason = models.TextField(_("Reason"), blank=True)  # why it was stopped

    class Meta:
        ordering = ["pk"]
        constraints = [STREAM.constraint("a_stream_is_in_a_state_of_its_lifecycle")]

    def __str__(self) -> str:
        return str(self.title) or self.key


class Finding(models.Model):
    """Never rewritten, only withdrawn: an agreement may rest on it."""

    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField()
    title = WordsField()
    text = models.TextField()
    language = models.CharField(max_length=35, default="en")
    found_on = models.DateField()
    url = models.URLField(max_length=500, blank=True)  # where the evidence can be read
    document = models.CharField(max_length=32, blank=True)  # or the evidence as a file, by its key
    sha256 = models.CharField(max_length=64, blank=True)  # of that file
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=120)
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.TextField(_("Reason"), null=True)  # noqa: DJ001 -- NULL says that it stands

    class Meta:
        ordering = ["stream", "number"]
        constraints = [
            models.UniqueConstraint(fields=["stream", "number"], name="a_stream_numbers_its_findings"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, reason=None)
                | models.Q(withdrawn_at__isnull=False, reason__isnull=False),
                name="a_finding_is_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def key(self) -> str:
        return f"{self.stream.key}/{self.number}"

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None


triggers.guard("partnerships_finding", stamp=("withdrawn_at", "reason"))
