from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise

from thriving.grants.proposals.models.proposal import Proposal, ProposalState
from thriving.grants.proposals.states import PUBLIC_WORDS


class Step(models.Model):
    """One move of a proposal: when, and what was said of it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="steps")
    move = models.CharField(max_length=40)
    state = models.CharField(max_length=20, choices=ProposalState)  # entered by it
    at = models.DateTimeField()
    by = models.CharField(max_length=120)  # a person's key, or the name of a command
    words = models.TextField(blank=True)  # for its side, and for everybody who may read the proposal
    inner_words = models.TextField(blank=True)  # for those who work on it

    class Meta:
        ordering = ["pk"]

    @property
    def public_state(self) -> str | Promise:
        return PUBLIC_WORDS[self.state]


class InfoRequest(models.Model):
    """What the officer wants to know before the review, and what was answered."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="requests")
    words = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120)
    wanted_by = models.DateField(null=True)  # the day
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(answered_at=None),
                name="one_question_to_applicants_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | ~Q(answer=""), name="what_is_answered_says_what"
            ),
        ]
