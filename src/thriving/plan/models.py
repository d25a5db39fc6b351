from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thriving.evidence.models import MeasureVersion
from thriving.kernel.words import WordsField


class Plan(models.Model):
    key = models.SlugField(max_length=80, unique=True)
    title = WordsField()
    direction = WordsField()  # the strategic direction it serves
    summary = WordsField()
    source = models.CharField(max_length=500, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    cadence = models.CharField(max_length=20, default="monthly")  # of releases
    update_every_days = models.PositiveIntegerField(default=30)
    rule = models.JSONField(default=dict)  # thresholds of the status rule, versioned and public
    state = models.CharField(max_length=20, default="open")  # draft, open, closed
    revision = models.PositiveIntegerField(default=1)  # rises with every change; pages are cached by it
    sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="plan_ends_after_it_starts")
        ]

    def __str__(self) -> str:
        return str(self.title)


class PartOfPlan(models.Model):
    """What goals, priorities, outcomes, objectives and key results share: a key, a place, a sentence."""

    key = models.SlugField(max_length=80)
    position = models.PositiveIntegerField(default=0)
    title = WordsField()
    sentence = WordsField()  # as published; never reworded

    class Meta:
        abstract = True
        ordering = ["position"]

    def __str__(self) -> str:
        return str(self.title) or str(self.sentence)


class Goal(PartOfPlan):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")


class Priority(PartOfPlan):
    class Level(models.TextChoices):
        MEDIUM_TERM = "medium_term"
        DEPARTMENT = "department"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="priorities")
    level = models.CharField(max_length=20, choices=Level.choices)
    goals = models.ManyToManyField(Goal, blank=True, related_name="priorities")


class Outcome(PartOfPlan):
    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="outcomes")
    indicators = models.JSONField(default=list)  # keys of indicator series that speak to it


class Objective(PartOfPlan):
    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="objectives")


class KeyResult(PartOfPlan):
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="key_results")
    number = models.PositiveIntegerField()  # 1 to 12 in the announcement
    reading = WordsField()  # how we read its sentence
    owner = WordsField()  # the role that answers for it
    closed_status = models.CharField(max_length=20, blank=True)  # fixed when the period is closed


class OutcomeLink(models.Model):
    """Which outcome a key result serves: our reading, the announcement does not say."""

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="links")
    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="links")
    why = WordsField()


class NamedSet(models.Model):
    """A set that a sentence names without listing it, such as six prioritized regions."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sets")
    key = models.SlugField(max_length=80)
    title = WordsField()
    members = models.JSONField()  # [{"key": ..., "title": {language: text}}]
    our_reading = models.BooleanField(default=True)
    why = WordsField()


class Requirement(models.Model):
    """One measured condition of a key result; all must hold."""

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="requirements")
    key = models.SlugField(max_length=80)
    position = models.PositiveIntegerField(default=0)
    title = WordsField()
    counted = WordsField()  # what is counted, as in "88 of at least 150 <organizers and affiliate leaders>"
    measure_version = models.ForeignKey(MeasureVersion, on_delete=models.PROTECT)
    filters = models.JSONField(default=list)
    rule = models.CharField(max_length=12)  # at_least, at_most, exactly, all, k_of_set, done, hold
    target = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    baseline = models.DecimalField(max_digits=20, decimal_places=6, default=0)
    baseline_on = models.DateField(null=True)
    profile = models.CharField(max_length=20, default="linear")  # linear, stepped, milestones, s_curve
    profile_points = models.JSONField(default=list)
    our_reading = models.BooleanField(default=False)  # the announcement gives no number here


class PlanChange(models.Model):
    """A target or definition that changed: from what, to what, why. Public."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="changes")
    part = models.CharField(max_length=200)  # e.g. "key-result:leadership-framework/requirement:organizers"
    field = models.CharField(max_length=40)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField()
    changed_by = models.CharField(max_length=32, blank=True)
    changed_at = models.DateTimeField()


class CheckIn(models.Model):
    """A lead's word beside the number, never instead of it."""

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="check_ins")
    on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.CharField(max_length=32)
    confidence = models.PositiveSmallIntegerField()  # 0 to 10
    what_changed = models.TextField(blank=True)
    what_next = models.TextField(blank=True)
    help_needed = models.TextField(blank=True)
    status_seen = models.CharField(max_length=20)
    value_seen = models.JSONField(default=dict)
    language = models.CharField(max_length=35, default="en")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(confidence__lte=10), name="confidence_from_0_to_10")
        ]
