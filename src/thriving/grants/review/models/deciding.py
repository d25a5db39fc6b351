from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.grants.proposals.models import Proposal
from thriving.grants.review.voting import OUTCOMES
from thriving.kernel import triggers
from thriving.kernel.money import AmountField
from thriving.movement.models import Person


class Choice(models.TextChoices):
    APPROVE = "approve", _("Approve")
    APPROVE_WITH_CONDITIONS = "approve_with_conditions", _("Approve with conditions")
    DECLINE = "decline", _("Decline")
    DEFER = "defer", _("Defer")
    ABSTAIN = "abstain", _("Abstain")


class Outcome(models.TextChoices):
    APPROVE = "approve", _("Approved")
    APPROVE_WITH_CONDITIONS = "approve_with_conditions", _("Approved with conditions")
    DECLINE = "decline", _("Declined")
    DEFER = "defer", _("Deferred")


class Ballot(models.Model):
    """One vote on a proposal. It is counted once, at its end: later conflicts change nothing of it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="ballots")
    number = models.PositiveSmallIntegerField()  # another one where it was put off
    quorum = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()
    outcome = models.CharField(max_length=24, choices=Outcome, null=True)  # noqa: DJ001 -- none before it is counted
    counts = models.JSONField(null=True)  # by choice
    could_vote = models.PositiveSmallIntegerField(null=True)
    counted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="one_ballot_by_number"),
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(outcome=None), name="one_ballot_of_a_proposal_is_open"
            ),
            models.CheckConstraint(
                condition=Q(outcome=None) | Q(outcome__in=OUTCOMES), name="a_ballot_ends_in_an_outcome"
            ),
        ]


class Vote(models.Model):
    """Cast by the member themselves, once, for good."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="votes")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="grant_votes")
    choice = models.CharField(max_length=24, choices=Choice)
    cast_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "person"], name="a_vote_is_cast_once"),
            models.CheckConstraint(condition=Q(choice__in=Choice.values), name="a_vote_is_one_of_the_list"),
        ]


class Decision(models.Model):
    """What followed from a ballot, in the words of the letter. The proposal shows the last one's."""

    ballot = models.OneToOneField(Ballot, on_delete=models.PROTECT, related_name="decision")
    language = models.CharField(max_length=35, default="en")
    reason = models.TextField()
    needed = models.TextField(blank=True)  # what would be needed another time
    conditions = models.TextField(blank=True)
    awarded = AmountField(null=True)  # in the currency of the proposal's budget
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_decision_of_a_committee_has_its_reason"),
            models.CheckConstraint(
                condition=Q(awarded__gt=0) | (Q(awarded=None) & ~Q(needed="")),
                name="a_refusal_says_what_would_be_needed",
            ),
        ]


triggers.guard("review_ballot", stamp=("outcome", "counts", "could_vote", "counted_at"))
triggers.guard("review_vote", erase=("person_id",))
triggers.guard("review_decision")
