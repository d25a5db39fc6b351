from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from thriving.evidence.models import Visibility
from thriving.kernel import triggers
from thriving.kernel.words import WordsField
from thriving.movement.models import Person


class Milestone(models.Model):
    """What is prepared step by step. Where a plan names its steps, the plan's are the steps."""

    key = models.SlugField(max_length=60, unique=True)
    title = WordsField()
    what = WordsField()  # what it prepares, and for whom
    plan = models.SlugField(max_length=80, blank=True)  # with the key result of it that this serves
    key_result = models.SlugField(max_length=80, blank=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["key"]
        indexes = [models.Index(fields=["plan", "key_result"], name="milestones_by_key_result")]

    def __str__(self) -> str:
        return str(self.title) or self.key


class Step(models.Model):
    """Of a milestone whose steps no plan names."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="own_steps")
    key = models.SlugField(max_length=60)
    title = WordsField()
    due_on = models.DateField(null=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "key"], name="one_step_of_a_milestone_by_key")
        ]


class Owner(models.Model):
    """Whose turn it is to reach the next step."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="owners")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="milestones")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "person"], name="one_owner_of_a_milestone_once")
        ]


class Proof(models.Model):
    """That a step is reached. A newer version takes its place; none is ever changed.

    The newest one of a step stands, unless it was taken back: then the step is not reached.
    """

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="proofs")
    step = models.SlugField(max_length=80)  # as the plan calls it, so it outlives a change of the plan
    version = models.PositiveIntegerField()
    title = WordsField()
    file = models.CharField(max_length=32, blank=True)  # the key of what is kept
    sha256 = models.CharField(max_length=64, blank=True)
    address = models.CharField(max_length=500, blank=True)  # https://…, or a page of this site
    record = models.CharField(max_length=200, blank=True)  # of a higher package, as `ties` names it
    reached_on = models.DateField()
    visibility = models.CharField(max_length=12, choices=Visibility, default=Visibility.PUBLIC)
    stated_by = models.CharField(max_length=120)
    stated_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=120, null=True)  # noqa: DJ001 -- a stamp fills what is NULL
    taken_back_why = models.TextField(null=True)  # noqa: DJ001 -- the same

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "step", "version"], name="one_proof_by_version"),
            models.CheckConstraint(condition=~Q(file="") | ~Q(address=""), name="a_proof_can_be_looked_at"),
            models.CheckConstraint(
                condition=Q(file="", sha256="") | ~Q(sha256=""), name="a_kept_proof_has_its_digest"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def stands(self) -> bool:
        return self.taken_back_at is None

    @property
    def stated_on(self) -> date:
        return self.stated_at.date()


class Tie(models.Model):
    """That a step is reached by a moment in the life of a record of a higher package."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="ties")
    step = models.SlugField(max_length=80)
    record = models.CharField(max_length=200, db_index=True)  # "positions/gender-program-manager/filled"

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["milestone", "step"], name="one_tie_of_a_step")]


triggers.guard("milestones_proof", stamp=("taken_back_at", "taken_back_by", "taken_back_why"))
