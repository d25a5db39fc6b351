from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _

from thriving.kernel import triggers
from thriving.kernel.words import WordsField
from thriving.movement.models import Person
from thriving.programs.campaigns.content import Content, Kind, read


class Box(models.Model):
    """A campaign as a kit. What its keepers write is the next version's draft; versions never change."""

    key = models.SlugField(max_length=60, unique=True)
    title = WordsField()
    text = WordsField()
    days = models.PositiveIntegerField(null=True, blank=True)  # how long a campaign made from it lasts
    made_from = models.CharField(max_length=60, blank=True)  # the key of the campaign that became it
    made_at = models.DateTimeField()
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["key"]
        verbose_name_plural = "boxes"

    def __str__(self) -> str:
        return str(self.title) or self.key


class Keeper(models.Model):
    """Somebody who writes a box and publishes its versions."""

    box = models.ForeignKey(Box, on_delete=models.CASCADE, related_name="keepers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="kept_boxes")
    named_at = models.DateTimeField()
    named_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["box", "person"], name="a_keeper_is_named_once")]


class BoxPiece(models.Model):
    """One piece of the draft of a box's next version."""

    box = models.ForeignKey(Box, on_delete=models.CASCADE, related_name="pieces")
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.SlugField(max_length=60)
    content = models.JSONField(default=dict)

    class Meta:
        ordering = ["kind", "key"]
        constraints = [
            models.UniqueConstraint(fields=["box", "kind", "key"], name="a_piece_of_a_box_by_kind_and_key")
        ]

    @property
    def said(self) -> Content:
        return read(self.content)


class BoxVersion(models.Model):
    """A box as it was published: what was made from it can always be compared with it."""

    box = models.ForeignKey(Box, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = WordsField()
    text = WordsField()
    days = models.PositiveIntegerField(null=True)
    pieces = models.JSONField()  # "kind/key" → content
    digest = models.CharField(max_length=64)  # SHA-256 of its words and pieces, as JSON with sorted keys
    changes = WordsField()  # what is new in it
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["box", "-number"]
        constraints = [models.UniqueConstraint(fields=["box", "number"], name="a_version_by_box_and_number")]

    def __str__(self) -> str:
        return f"{self.box.key}/{self.number}"

    @property
    def words(self) -> str:
        return _("Version %(number)d") % {"number": self.number}


class Lesson(models.Model):
    """An experiment whose result changed a version of a box."""

    version = models.ForeignKey(BoxVersion, on_delete=models.PROTECT, related_name="lessons")
    experiment = models.SlugField(max_length=60)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "experiment"], name="an_experiment_changes_a_version_once"
            )
        ]
        indexes = [models.Index(fields=["experiment"], name="lessons_by_experiment")]


triggers.guard("campaigns_boxversion")
triggers.guard("campaigns_lesson")
