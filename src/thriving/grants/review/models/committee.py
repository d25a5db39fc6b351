from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from thriving.grants.funds.models import Round
from thriving.grants.proposals.models import Proposal
from thriving.grants.proposals.states import DELIBERATION, IN_REVIEW
from thriving.grants.review.states import COMMITTEE, LEAST_VOTES
from thriving.kernel import triggers
from thriving.movement.models import Person, new_key

TOP = 4  # points for a criterion; the least is 0


class CommitteeState(models.TextChoices):
    FORMING = "forming", _("Being put together")
    WORKING = "working", _("At work")
    DISSOLVED = "dissolved", _("Ended")


class Committee(models.Model):
    """Who decides on the proposals of a round, and how. What it judges by stays once it has begun."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="committee")
    reviews_wanted = models.PositiveSmallIntegerField(default=2)  # of each proposal, before it is voted on
    quorum = models.PositiveSmallIntegerField(default=3)  # how many must vote on each proposal
    is_blind = models.BooleanField(default=False)  # members are not told who applies
    rubric = models.ForeignKey("Rubric", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=CommitteeState, default=CommitteeState.FORMING)
    made_on = models.DateField()
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            COMMITTEE.constraint("a_committee_is_in_a_state_of_its_lifecycle"),
            models.CheckConstraint(condition=Q(quorum__gte=LEAST_VOTES), name="no_committee_decides_by_one"),
            models.CheckConstraint(condition=Q(reviews_wanted__gte=1), name="a_proposal_is_read_by_somebody"),
        ]

    def __str__(self) -> str:
        return str(self.round)

    @property
    def diary_key(self) -> str:
        return self.key

    def in_hand(self) -> QuerySet[Proposal]:
        return Proposal.objects.filter(round=self.round_id, state__in=(IN_REVIEW, DELIBERATION))


class Rubric(models.Model):
    """By what a committee judges; never changed.

    ``criteria``: [{"key", "title", "weight", "anchors": {"0": …, "2": …, "4": …}}], in its language.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="rubrics")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=35, default="en")
    criteria = models.JSONField()
    digest = models.CharField(max_length=64)  # SHA-256 of the criteria, as JSON with sorted keys
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "number"], name="one_rubric_of_a_committee_by_number"
            )
        ]

    @property
    def weights(self) -> dict[str, int]:
        return {each["key"]: each["weight"] for each in self.criteria}

    def anchored(self) -> list[tuple[dict[str, Any], list[tuple[int, str]]]]:
        """Each criterion with what its points mean, in words."""
        return [
            (each, [(int(key), words) for key, words in each["anchors"].items()]) for each in self.criteria
        ]


class Member(models.Model):
    """Somebody who reads, reviews and votes, until they leave. What they declared stays after that."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="grant_committees")
    named_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "person"],
                condition=Q(left_at=None),
                name="a_member_of_a_committee_is_named_once",
            )
        ]


triggers.guard("review_rubric")
