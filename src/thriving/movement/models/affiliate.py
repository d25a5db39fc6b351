from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.kernel.words import WordsField
from thriving.movement.models.folded import FoldedField
from thriving.movement.models.person import Person
from thriving.movement.models.reach import Reach, Reaching
from thriving.movement.states import APPLYING, PUBLIC, PUBLIC_WORDS, RECOGNITION


class AffiliateKind(models.TextChoices):
    CHAPTER = "chapter", _("Chapter")
    THEMATIC = "thematic_organization", _("Thematic organization")
    USER_GROUP = "user_group", _("User group")


class AffiliateState(models.TextChoices):
    """The step as staff call it; `states.PUBLIC_WORDS` has what everybody is told."""

    APPLIED = "applied", _("To be acknowledged")
    IN_REVIEW = "in_review", _("Review of the criteria")
    INTERVIEWING = "interviewing", _("Interview")
    VOTING = "voting", _("Vote on a year on trial")
    ON_TRIAL = "on_trial", _("On trial, first half")
    IN_SECOND_HALF = "in_second_half", _("On trial, second half")
    RECOGNIZED = "recognized", _("Recognized")
    SUSPENDED = "suspended", _("Suspended")
    DERECOGNIZED = "derecognized", _("No longer recognized")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Affiliate(Reaching, models.Model):
    """A group that the movement recognizes, has recognized, or is asked to recognize."""

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=30, choices=AffiliateKind)
    name = WordsField()
    acronym = models.CharField(max_length=20, blank=True)
    mission = WordsField()
    meta_page = models.URLField(max_length=500, blank=True)
    letter = models.URLField(max_length=500, blank=True)  # of intent, where those whom it touches can read it
    contact = models.CharField(max_length=300, blank=True)  # of the group, never of a person
    state = models.CharField(max_length=20, choices=AffiliateState, default=AffiliateState.APPLIED)
    reason = models.TextField(_("Reason"), blank=True)  # why it was declined, suspended or ended
    due_at = models.DateTimeField(null=True, blank=True)  # when the present step is late
    recognized_since = models.DateField(null=True, blank=True)
    applicant = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="applications"
    )
    sort_name = FoldedField(max_length=200, blank=True)  # lists stand in its order
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["sort_name", "pk"]
        constraints = [RECOGNITION.constraint("an_affiliate_is_in_a_state_of_its_lifecycle")]
        indexes = [
            models.Index(fields=["state", "sort_name", "id"], name="affiliates_in_order"),
            models.Index(fields=["state", "due_at"], name="affiliates_by_deadline"),
        ]

    def __str__(self) -> str:
        return str(self.name) or self.key

    @property
    def public_state(self) -> str | Promise:
        return PUBLIC_WORDS[self.state]

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC

    @property
    def is_applying(self) -> bool:
        return self.state in APPLYING

    @property
    def overdue_since(self) -> datetime | None:
        return self.due_at if self.due_at and self.due_at <= clock.now() else None

    def vote_carried(self) -> bool:
        """Whether the newest vote since it was called had more voices in favor than against."""
        called = self.steps.filter(state="voting").order_by("-pk").first()
        vote = self.votes.filter(recorded_at__gte=called.at).order_by("-pk").first() if called else None
        return bool(vote and vote.in_favor > vote.against)


class AffiliateReach(models.Model):
    """A country, a region or a language that an affiliate serves, by its code.

    A code and no foreign key: an affiliate may be told of before the reference files are loaded.
    """

    affiliate = models.ForeignKey(Affiliate, on_delete=models.CASCADE, related_name="reaches")
    what = models.CharField(max_length=10, choices=Reach)
    code = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["affiliate", "what", "code"], name="an_affiliate_reaches_each_thing_once"
            )
        ]
        indexes = [models.Index(fields=["what", "code"], name="affiliates_by_reach")]


class RecognitionStep(models.Model):
    """One move of a recognition: when, by when it had to be left, and what was said of it."""

    affiliate = models.ForeignKey(Affiliate, on_delete=models.CASCADE, related_name="steps")
    move = models.CharField(max_length=30)
    state = models.CharField(max_length=20, choices=AffiliateState)  # entered by it
    at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=120)  # a person's key, or the name of a command
    public_words = models.TextField(blank=True)  # for the group, and for everybody once it is public
    inner_words = models.TextField(blank=True)  # for those who decide

    class Meta:
        ordering = ["pk"]

    @property
    def public_state(self) -> str | Promise:
        return PUBLIC_WORDS[self.state]


class RecognitionVote(models.Model):
    """How those who decide have voted, as recorded by one of them."""

    affiliate = models.ForeignKey(Affiliate, on_delete=models.CASCADE, related_name="votes")
    held_on = models.DateField()
    in_favor = models.PositiveSmallIntegerField()
    against = models.PositiveSmallIntegerField()
    abstained = models.PositiveSmallIntegerField(default=0)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]

    def told(self) -> dict[str, Any]:
        return {"in_favor": self.in_favor, "against": self.against, "abstained": self.abstained}
