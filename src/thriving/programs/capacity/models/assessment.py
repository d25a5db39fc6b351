from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel import triggers
from thriving.kernel.models import StoredFile
from thriving.movement.models import Affiliate, Person, new_key
from thriving.programs.capacity.states import ASSESSMENT, TOLD, WRITTEN

LOWEST, HIGHEST = 0, 4


class State(models.TextChoices):
    DRAFT = "draft", _("Being written")
    HANDED_IN = "handed_in", _("Handed in, not confirmed")
    RETURNED = "returned", _("Given back, to be mended")
    CONFIRMED = "confirmed", _("Confirmed from outside")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Shown(models.TextChoices):
    """To whom the affiliate shows an assessment, once it is handed in."""

    PUBLIC = "public", _("Everybody")
    MOVEMENT = "movement", _("Everybody with an account")
    TEAM = "team", _("The affiliate, whoever looks at it from outside, and those who answer for the plan")


class Standing(models.IntegerChoices):
    """How far a capacity reaches. The numbers are the plan's scale."""

    NONE = 0, _("none")
    FIRST = 1, _("low")
    GROWING = 2, _("medium")
    SOLID = 3, _("high")
    STRONG = 4, _("strong")


class Confidence(models.TextChoices):
    """How robust the judgment is: on how much it rests, and on how many people."""

    LOW = "low", _("not very sure")
    MEDIUM = "medium", _("fairly sure")
    HIGH = "high", _("sure")


class Assessment(models.Model):
    """What an affiliate could do on one day, by one version of the list. Its address tells nothing."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    affiliate = models.ForeignKey(Affiliate, on_delete=models.PROTECT, related_name="assessments")
    version = models.PositiveSmallIntegerField()  # of the list of capacities
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    shown_to = models.CharField(max_length=10, choices=Shown, default=Shown.TEAM)
    language = models.CharField(max_length=35, default="en")  # in which its evidence is written
    begun_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="assessments")
    begun_at = models.DateTimeField()
    handed_in_on = models.DateField(null=True)  # the day of which its levels speak
    confirmed_on = models.DateField(null=True)
    reason = models.TextField(_("Reason"), blank=True)  # why it was given back or withdrawn
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            ASSESSMENT.constraint("an_assessment_of_capacities_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["affiliate"],
                condition=Q(state__in=WRITTEN),
                name="an_affiliate_writes_one_assessment_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=TOLD) | Q(handed_in_on__isnull=False),
                name="what_is_handed_in_has_its_day",
            ),
        ]
        indexes = [
            models.Index(fields=["affiliate", "-handed_in_on", "-id"], name="assessments_by_affiliate"),
            models.Index(fields=["state", "shown_to"], name="assessments_shown"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def diary_key(self) -> str:
        return self.key

    @property
    def is_written(self) -> bool:
        return self.state in WRITTEN

    @property
    def is_told(self) -> bool:
        return self.state in TOLD


class Level(models.Model):
    """One capacity in one assessment. An empty confidence is a gap that keeps it from being handed in."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="levels")
    capacity = models.SlugField(max_length=60)
    level = models.PositiveSmallIntegerField(choices=Standing, null=True)
    confidence = models.CharField(max_length=10, choices=Confidence, blank=True)
    evidence = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    document = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "capacity"], name="an_assessment_has_a_capacity_once"
            ),
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__gte=LOWEST, level__lte=HIGHEST),
                name="a_level_of_the_scale",
            ),
            models.CheckConstraint(
                condition=Q(confidence="") | Q(confidence__in=list(Confidence)), name="a_known_confidence"
            ),
        ]
        indexes = [models.Index(fields=["capacity", "level"], name="levels_by_capacity")]

    @property
    def is_empty(self) -> bool:
        return self.level is None and not (self.confidence or self.evidence or self.link or self.document_id)

    @property
    def is_whole(self) -> bool:
        return self.level is not None and bool(self.confidence)


class HandedIn(models.Model):
    """The levels as they were handed in: never changed, each time anew after something was given back."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="handed_in")
    levels = models.JSONField()  # by capacity: level, confidence, and what it rests on
    digest = models.CharField(max_length=64)  # SHA-256 of the levels, as JSON with sorted keys
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]


triggers.guard("capacity_handedin")
