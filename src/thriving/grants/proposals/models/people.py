from __future__ import annotations

from django.db import models
from django.db.models import Q

from thriving.grants.proposals.models.proposal import Proposal
from thriving.kernel.sealed import SealedField
from thriving.movement.models import Person
from thriving.movement.models.person import new_key


class Applicant(models.Model):
    """Somebody who is asked to apply together with who began it; on its side once they have agreed."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="co_applicants")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="co_applications")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120)
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "person"], name="somebody_applies_together_once")
        ]


class DisclosedRole(models.Model):
    """A role in the movement, or in a body that is near to it, of somebody on the proposal's side."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="roles")
    said_by = models.CharField(max_length=120)  # the key of whose role it is
    body = models.CharField(max_length=200)  # such as an affiliate, a committee, the Foundation
    role = models.CharField(max_length=200)
    paid = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(body="") & ~Q(role=""), name="a_role_says_what_and_where")
        ]


class SafetyNeeds(models.Model):
    """What its people need to be safe, as they wrote it: sealed, for it may say who is in danger."""

    key = models.CharField(max_length=32, primary_key=True, default=new_key, editable=False)
    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="safety")
    words = SealedField(blank=True)


class Comment(models.Model):
    """What somebody says of a proposal, on its page; taken back, its place stays and its words go."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="proposal_comments")
    author = models.CharField(max_length=120)  # their key, which stays when they leave
    words = models.TextField()
    language = models.CharField(max_length=35, default="en")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(words=""), name="a_comment_taken_back_says_nothing"
            )
        ]
