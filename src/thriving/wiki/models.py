from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.wiki.states import RUN

SILENT_AFTER = timedelta(minutes=2)  # whoever read it has died, or the worker is not running


class Run(models.Model):
    """Dumps on their way into the lake: all of its files, or none."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be read")
        READING = "reading", _("being read")
        STOPPED = "stopped", _("stopped")
        REFUSED = "refused", _("cannot be read")
        DONE = "done", _("in the lake")
        DISCARDED = "discarded", _("discarded")

    class Place(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded")
        SERVER = "server", _("from the folder of the server")

    names = models.JSONField(default=list)
    place = models.CharField(max_length=10, choices=Place.choices)
    snapshot = models.CharField(max_length=10, blank=True)  # 2023-01 or 2023-01-20; empty: as the names tell
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    file = models.CharField(max_length=300, blank=True)  # the one that is being read
    share = models.FloatField(default=0)  # of that file, from 0 to 1
    problem = models.TextField(blank=True)
    rejects = models.CharField(max_length=40, blank=True)  # what names the rows that a refused file lost
    taken = models.JSONField(
        default=list
    )  # of each file: name, wikis, rows, rejected, and whether it was new
    begun_by = models.CharField(max_length=60, blank=True)  # a person's key, or the name of a command
    created_at = models.DateTimeField()
    moved_at = models.DateTimeField()  # when it last moved: a reader that died falls silent

    class Meta:
        ordering = ["-pk"]
        constraints = [
            RUN.constraint("run_in_a_known_state"),
            models.CheckConstraint(condition=Q(share__gte=0, share__lte=1), name="share_is_a_part"),
        ]

    def __str__(self) -> str:
        return ", ".join(self.names)

    @property
    def is_under_way(self) -> bool:
        return self.state in ("waiting", "reading")

    @property
    def is_silent(self) -> bool:
        """Whether something should be moving and nothing has for a while."""
        return self.is_under_way and clock.now() - self.moved_at > SILENT_AFTER


class Measurement(models.Model):
    """One time that the lake was measured: what of, and which series had no answer and why."""

    digest = models.CharField(max_length=64)  # of the lake, the definitions and the engine
    series = models.PositiveIntegerField(default=0)
    renewed = models.PositiveIntegerField(default=0)
    wikis = models.PositiveIntegerField(default=0)
    unanswered = models.JSONField(default=dict)  # a sentence for each series without an answer
    measured_by = models.CharField(max_length=60)
    measured_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]


class VitalSign(models.Model):
    """One metric of one wiki as the newest snapshot has it: counts and shares, never a name.

    ``rows``: month, part, value, numerator, denominator, the day from which an open one may be known,
    and, where the sides count no people, how many stand behind.
    """

    wiki = models.CharField(max_length=60)  # by the name of its database
    metric = models.CharField(max_length=100)
    unit = models.CharField(max_length=30, blank=True)
    definition = models.TextField(blank=True)
    source = models.CharField(max_length=500, blank=True)
    limits = models.TextField(blank=True)
    notes = models.JSONField(default=list)  # where what the dump does not say was taken from
    parameters = models.JSONField(default=dict)
    snapshot = models.CharField(max_length=20)
    known_until = models.DateTimeField()
    engine = models.CharField(max_length=60)
    rows = models.JSONField(default=list)
    not_known = models.TextField(blank=True)  # why there is no answer, and what would give one
    measured_at = models.DateTimeField()
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["wiki", "metric"]
        constraints = [models.UniqueConstraint(fields=["wiki", "metric"], name="one_sign_by_wiki_and_metric")]
