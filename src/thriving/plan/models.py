from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F, Q

from thriving.evidence.models import MeasureVersion, Release
from thriving.kernel import triggers
from thriving.kernel.words import WordsField
from thriving.plan.judgment.expected import Period
from thriving.plan.judgment.thresholds import Thresholds
from thriving.plan.states import PLAN, Cadence, Level, Profile, Rule, Status


def _choices(values: Iterable[str]) -> list[tuple[str, str]]:
    return [(str(value), str(value)) for value in values]


class Plan(models.Model):
    key = models.SlugField(max_length=80, unique=True)
    language = models.CharField(max_length=35, default="en")  # in which it was written
    title = WordsField()
    direction = WordsField()  # the strategic direction it serves
    summary = WordsField()
    source = models.CharField(max_length=500, blank=True)
    continues = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="continued_by")
    starts_on = models.DateField()
    ends_on = models.DateField()
    cadence = models.CharField(
        max_length=20, choices=_choices(Cadence), default=Cadence.MONTHLY
    )  # of releases
    update_every_days = models.PositiveIntegerField(default=30)
    rule = models.JSONField(default=dict)  # thresholds of the status rule, versioned and public
    state = models.CharField(max_length=20, default=PLAN.start)
    final_release = models.ForeignKey(Release, null=True, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=1)  # rises with every change; pages are cached by it
    sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="plan_ends_after_it_starts"),
            PLAN.constraint("plan_in_a_known_state"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)

    @property
    def thresholds(self) -> Thresholds:
        return Thresholds.of(self.rule)


class StandingParts(models.Manager[Any]):
    """Those that the plan has now."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(retired_at=None)


class Retirable(models.Model):
    """What a plan may lose. Its row is kept, and with it all that was published or said of it."""

    retired_at = models.DateTimeField(null=True)  # since when the plan no longer names it

    objects = StandingParts()
    ever = models.Manager()

    class Meta:
        abstract = True


class PartOfPlan(Retirable):
    """What goals, priorities, outcomes, objectives and key results share: a key, a place, a sentence."""

    key = models.SlugField(max_length=80)
    position = models.PositiveIntegerField(default=0)
    title = WordsField()
    sentence = WordsField()  # as published; never reworded

    class Meta(Retirable.Meta):
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.title) or str(self.sentence)


class Goal(PartOfPlan):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")

    class Meta(PartOfPlan.Meta):
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="one_goal_by_key")]


class Priority(PartOfPlan):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="priorities")
    level = models.CharField(max_length=20, choices=_choices(Level))
    goals = models.ManyToManyField(Goal, blank=True, related_name="priorities")

    class Meta(PartOfPlan.Meta):
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="one_priority_by_key")]


class Outcome(PartOfPlan):
    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="outcomes")
    indicators = models.JSONField(default=list)  # keys of indicator series that speak to it

    class Meta(PartOfPlan.Meta):
        constraints = [models.UniqueConstraint(fields=["priority", "key"], name="one_outcome_by_key")]


class Objective(PartOfPlan):
    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="objectives")

    class Meta(PartOfPlan.Meta):
        constraints = [models.UniqueConstraint(fields=["priority", "key"], name="one_objective_by_key")]


class KeyResult(PartOfPlan):
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="key_results")
    number = models.PositiveIntegerField()  # 1 to 12 in the announcement
    reading = WordsField()  # how we read its sentence
    definitions = models.JSONField(default=list)  # on which the reading rests: ["emerging-community/1"]
    owner = WordsField()  # the role that answers for it
    update_every_days = models.PositiveIntegerField(null=True)  # where it differs from the plan's
    carried_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="carried_to")
    closed_status = models.CharField(
        max_length=20, blank=True, choices=_choices(Status)
    )  # fixed at the close

    class Meta(PartOfPlan.Meta):
        constraints = [models.UniqueConstraint(fields=["objective", "key"], name="one_key_result_by_key")]


class OutcomeLink(models.Model):
    """Which outcome a key result serves: our reading, the announcement does not say."""

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="links")
    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="links")
    why = WordsField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["key_result", "outcome"], name="one_link_by_outcome")]


class NamedSet(Retirable):
    """A set that a sentence names without listing it, such as six prioritized regions."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sets")
    key = models.SlugField(max_length=80)
    position = models.PositiveIntegerField(default=0)
    title = WordsField()
    members = models.JSONField()  # [{"key": ..., "title": {language: text}}]
    scheme = models.CharField(max_length=80, blank=True)  # "wikimedia/1": the members are regions of it
    our_reading = models.BooleanField(default=True)
    why = WordsField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="one_set_by_key")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(member["key"] for member in self.members)


class Requirement(Retirable):
    """One measured condition of a key result; all must hold."""

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="requirements")
    key = models.SlugField(max_length=80)
    position = models.PositiveIntegerField(default=0)
    title = WordsField()
    counted = WordsField()  # what is counted, as in "88 of at least 150 <organizers and affiliate leaders>"
    measure_version = models.ForeignKey(MeasureVersion, on_delete=models.PROTECT)
    filters = models.JSONField(default=list)
    named_set = models.ForeignKey(NamedSet, null=True, on_delete=models.PROTECT, related_name="requirements")
    rule = models.CharField(max_length=12, choices=_choices(Rule))
    counts_from = models.DateField(null=True)  # where work is carried over from an earlier plan
    target = models.DecimalField(max_digits=20, decimal_places=6, null=True)  # none where the rule implies it
    baseline = models.DecimalField(max_digits=20, decimal_places=6, default=0)
    baseline_on = models.DateField(null=True)
    baseline_source = models.CharField(max_length=500, blank=True)
    profile = models.CharField(max_length=20, choices=_choices(Profile), blank=True)
    profile_points = models.JSONField(default=list)  # stepped: {on, value}; milestones: {key, title, due_on}
    our_reading = models.BooleanField(default=False)  # the announcement gives no number here

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["key_result", "key"], name="one_requirement_by_key"),
            models.CheckConstraint(
                condition=Q(target__isnull=True) | Q(rule=Rule.HOLD) | ~Q(target=F("baseline")),
                name="target_differs_from_baseline",
            ),
            models.CheckConstraint(
                condition=Q(rule=Rule.K_OF_SET, named_set__isnull=False)
                | (~Q(rule=Rule.K_OF_SET) & Q(named_set__isnull=True)),
                name="named_set_where_the_rule_needs_it",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class PlanChange(models.Model):
    """A target or definition that changed: from what, to what, why. Public."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="changes")
    part = models.CharField(max_length=200)  # e.g. "key-result:leadership-framework/requirement:people"
    field = models.CharField(max_length=40, blank=True)  # empty: the whole part came or went
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField()
    changed_by = models.CharField(max_length=32, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at", "-pk"]


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
    value_seen = models.JSONField(default=dict)  # by requirement: the words shown beside the form
    language = models.CharField(max_length=35, default="en")

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(confidence__lte=10), name="confidence_from_0_to_10")
        ]
        indexes = [models.Index(fields=["key_result", "-on"], name="check_ins_newest_first")]


class PublishedStanding(models.Model):
    """What a release said of a requirement, its forecast included, to be held against what came."""

    requirement = models.ForeignKey(Requirement, on_delete=models.CASCADE, related_name="published")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=_choices(Status))
    reading = models.JSONField()  # the value and what it is made of
    target = models.DecimalField(max_digits=20, decimal_places=6)
    expected = models.DecimalField(max_digits=20, decimal_places=6)  # what was planned by then
    until = models.DateField()  # the forecast's day
    low = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    high = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    withheld = models.CharField(max_length=20, blank=True)  # why, where there is no interval
    periods = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=5, blank=True)  # week or month

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["requirement", "release"], name="one_standing_by_release"),
            models.CheckConstraint(
                condition=Q(low__isnull=True, high__isnull=True) | Q(low__lte=F("high"), withheld=""),
                name="forecast_is_an_interval",
            ),
        ]


class Result(models.Model):
    """How a requirement stood when its period was closed: fixed, whatever becomes known later."""

    requirement = models.OneToOneField(Requirement, on_delete=models.CASCADE, related_name="result")
    on = models.DateField()
    known_number = models.BigIntegerField()
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    status = models.CharField(max_length=20, choices=_choices(Status))


triggers.guard("plan_planchange")
triggers.guard("plan_checkin")
triggers.guard("plan_publishedstanding")
triggers.guard("plan_result")
