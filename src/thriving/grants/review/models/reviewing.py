from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.grants.proposals.models import Proposal
from thriving.grants.review.models.committee import Rubric
from thriving.kernel import triggers
from thriving.movement.models import Person


class Closeness(models.TextChoices):
    """Chosen from a list: in words of their own somebody would tell of others, too."""

    NONE = "none", _("I have no conflict")
    FAMILY = "family", _("We are related, or close friends")
    WORK = "work", _("We work together, or did in the last two years")
    MONEY = "money", _("I could gain or lose by it")
    OTHER = "other", _("Something else makes me partial")


class Declaration(models.Model):
    """That somebody has a conflict with a proposal, or none. A conflict is never taken back.

    Who had none may declare one later: then there are two rows, and the conflict counts.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="declarations")
    person = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="grant_declarations"
    )
    closeness = models.CharField(max_length=8, choices=Closeness)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closeness__in=Closeness.values), name="a_declaration_is_one_of_the_list"
            ),
            models.UniqueConstraint(
                fields=["proposal", "person"],
                condition=Q(closeness="none"),
                name="no_conflict_is_declared_once",
            ),
            models.UniqueConstraint(
                fields=["proposal", "person"],
                condition=~Q(closeness="none"),
                name="a_conflict_is_declared_once",
            ),
        ]
        indexes = [models.Index(fields=["person", "closeness"], name="conflicts_of_a_person")]


class Review(models.Model):
    """What a member gives a proposal. It stays as it was given: only then do they read the others'."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="grant_reviews")
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="reviews")
    points = models.JSONField()  # by the key of the criterion
    score = models.DecimalField(max_digits=6, decimal_places=3)  # by the weights of the rubric, from 0 to 100
    strengths = models.TextField()
    concerns = models.TextField(blank=True)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "reviewer"], name="a_review_is_given_once"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=100), name="a_score_is_out_of_100"),
        ]


triggers.guard("review_declaration", erase=("person_id",))
triggers.guard("review_review", erase=("reviewer_id",))
