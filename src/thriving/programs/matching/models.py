from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thriving.kernel import triggers

UNEVEN = 0.5  # of all first places for one offer


class Purpose(models.TextChoices):
    """For what things are brought together; each has weights of its own."""

    INITIATIVES = "initiatives", _("Finding what supports you")
    MENTORING = "mentoring", _("Mentors and newcomers")
    EXCHANGE = "exchange", _("Exchange of skills")


class WeightSet(models.Model):
    """What each part of a score weighs, from a moment on. Never changed: a newer version replaces it.

    Version 1 of each purpose is shipped and has no row; see `weights`.
    """

    purpose = models.CharField(max_length=20, choices=Purpose)
    version = models.PositiveIntegerField()
    weights = models.JSONField()  # whole points by part, one hundred in all
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=120)  # a person's random key, or the name of a command
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["purpose", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "version"], name="one_version_of_weights_by_purpose"),
            models.CheckConstraint(
                condition=models.Q(purpose__in=list(Purpose)), name="weights_are_for_a_known_purpose"
            ),
            models.CheckConstraint(
                condition=models.Q(version__gt=1), name="the_first_weights_are_those_shipped"
            ),
        ]


class Use(models.TextChoices):
    """What a match was good for, as whoever saw it says."""

    CONNECTED = "connected", _("Yes: I got in touch, or took part")
    USEFUL = "useful", _("Yes: it may help me")
    NOT = "not", _("No")


class Why(models.TextChoices):
    """Why a match was of no use."""

    TOPIC = "topic", _("It is not what I look for")
    PLACE = "place", _("It is not for where I am")
    LANGUAGE = "language", _("It is not in a language that I read")
    TIME = "time", _("It takes more time than I have, or the wrong time")
    GONE = "gone", _("It is full or over, or nobody answers")
    OTHER = "other", _("Something else")


class Verdict(models.Model):
    """That somebody found a match useful, or not. Nobody knows who, what for, or at what hour."""

    purpose = models.CharField(max_length=20, choices=Purpose)
    version = models.PositiveIntegerField()  # of the weights by which it was found
    offer = models.CharField(max_length=120)  # such as "initiatives:photo-grants"
    use = models.CharField(max_length=10, choices=Use)
    why = models.CharField(max_length=10, choices=Why, blank=True)
    told_on = models.DateField()
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(use=Use.NOT) | models.Q(why=""), name="only_what_is_of_no_use_says_why"
            ),
            models.CheckConstraint(condition=models.Q(use__in=list(Use)), name="a_use_is_a_known_one"),
        ]
        indexes = [models.Index(fields=["purpose", "version"], name="verdicts_by_weights")]


class Exposure(models.Model):
    """How evenly first places fall to offers, over all that could be asked for on a day: nothing observed."""

    purpose = models.CharField(max_length=20, choices=Purpose)
    version = models.PositiveIntegerField()
    on = models.DateField()
    asked = models.PositiveIntegerField()  # questions to which something fits
    offers = models.PositiveIntegerField()
    first = models.PositiveIntegerField()  # offers that stand first at least once
    most = models.PositiveIntegerField()  # first places of the one that has most of them
    most_offer = models.CharField(max_length=120, blank=True)
    gini = models.PositiveSmallIntegerField()  # in hundredths: 0 all alike, 100 one has all
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "version", "on"], name="one_exposure_a_day"),
        ]

    @property
    def share(self) -> float:
        """Of first places, that of the offer which has most of them."""
        return self.most / self.asked if self.asked else 0

    @property
    def coefficient(self) -> float:
        return self.gini / 100

    @property
    def is_uneven(self) -> bool:
        return self.share > UNEVEN


triggers.guard("matching_weightset")
