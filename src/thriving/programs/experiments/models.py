from __future__ import annotations

from functools import cached_property

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel import triggers
from thriving.kernel.words import WordsField
from thriving.movement.models import Person
from thriving.programs.experiments.states import EXPERIMENT


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    DECIDED = "decided", _("Decided, not started")
    RUNNING = "running", _("Running")
    FINISHED = "finished", _("Finished")
    STOPPED = "stopped", _("Stopped without a result")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Outcome(models.TextChoices):
    """What is compared between those with the change and those without."""

    SHARE = "share", _("A share: how many of how many")
    MEAN = "mean", _("A mean, with how far its values spread")


class Hoped(models.TextChoices):
    MORE = "more", _("More than without the change")
    LESS = "less", _("Less than without the change")


class Finding(models.TextChoices):
    SUPPORTED = "supported", _("Supported")
    NOT_SUPPORTED = "not_supported", _("Not supported")
    CANT_TELL = "cant_tell", _("Can't tell")


class Experiment(models.Model):
    """Its words change while it is a draft; from then on `Protocol` holds them as they were decided."""

    key = models.SlugField(max_length=60, unique=True)
    title = WordsField()
    framework = models.SlugField(max_length=60)  # what it improves, such as campaign-in-a-box
    initiative = models.SlugField(max_length=60, blank=True)  # that it belongs to, by its key
    lead = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="experiments")
    language = models.CharField(max_length=35, default="en")  # in which the words below are written
    question = models.TextField(_("Question"), blank=True)
    hypothesis = models.TextField(_("Hypothesis"), blank=True)
    change = models.TextField(_("What is changed"), blank=True)
    comparison = models.TextField(_("What it is compared with"), blank=True)
    measured = models.TextField(_("What is measured"), blank=True)
    sample_words = models.TextField(_("Who takes part, and how they are chosen"), blank=True)
    planned_size = models.PositiveIntegerField(null=True)  # on each of the two sides
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.SHARE)
    hoped = models.CharField(max_length=10, choices=Hoped, default=Hoped.MORE)
    worth_having = models.DecimalField(
        _("Smallest difference worth having"), max_digits=12, decimal_places=4, null=True
    )  # in percentage points for shares
    level = models.PositiveSmallIntegerField(default=95)  # of the interval, in percent
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    started_on = models.DateField(_("First day"), null=True)
    ended_on = models.DateField(_("Last day"), null=True)
    reason = models.TextField(_("Reason"), blank=True)  # why it was stopped or its result withdrawn
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            EXPERIMENT.constraint("an_experiment_is_in_a_state_of_its_lifecycle"),
            models.CheckConstraint(
                condition=Q(worth_having=None) | Q(worth_having__gt=0),
                name="what_is_worth_having_is_more_than_nothing",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(worth_having__isnull=False),
                name="what_is_decided_says_what_is_worth_having",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("started_on")),
                name="an_experiment_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="experiments_in_order"),
            models.Index(fields=["initiative"], name="experiments_by_initiative"),
        ]

    def __str__(self) -> str:
        return str(self.title) or self.key

    @property
    def level_share(self) -> float:
        return self.level / 100

    @cached_property
    def result(self) -> Result | None:
        """The newest: a later one corrects the earlier. One that was withdrawn is still told, as such."""
        return max(self.results.all(), key=lambda each: each.pk, default=None)


class Protocol(models.Model):
    """What was decided before the start; never changed, and its hash is public."""

    experiment = models.OneToOneField(Experiment, on_delete=models.PROTECT, related_name="protocol")
    decided = models.JSONField()
    digest = models.CharField(max_length=64)  # SHA-256 of what was decided, as JSON with sorted keys
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=120)


class UsedPattern(models.Model):
    """A learning pattern that the experiment rests on, by its key."""

    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="used_patterns")
    pattern = models.SlugField(max_length=60)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["experiment", "pattern"], name="an_experiment_uses_a_pattern_once"
            )
        ]
        indexes = [models.Index(fields=["pattern"], name="experiments_by_pattern")]


class Deviation(models.Model):
    """What went otherwise than decided, told when it was noticed."""

    experiment = models.ForeignKey(Experiment, on_delete=models.PROTECT, related_name="deviations")
    words = models.TextField()
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]


class Result(models.Model):
    """``seen``: the figures of both sides; the interval and the verdict follow from them."""

    experiment = models.ForeignKey(Experiment, on_delete=models.PROTECT, related_name="results")
    seen = models.JSONField()
    estimate = models.DecimalField(max_digits=16, decimal_places=4)
    low = models.DecimalField(max_digits=16, decimal_places=4)
    high = models.DecimalField(max_digits=16, decimal_places=4)
    verdict = models.CharField(max_length=20, choices=Finding)
    lessons = models.TextField()
    led_to = models.TextField(blank=True)  # what was changed because of it, and in which version
    data_url = models.URLField(max_length=500, blank=True)
    why = models.TextField(blank=True)  # what an earlier result had wrong
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]


triggers.guard("experiments_protocol")
triggers.guard("experiments_deviation")
triggers.guard("experiments_result")
