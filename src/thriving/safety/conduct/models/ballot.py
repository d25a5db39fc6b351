from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.movement.models import Person
from thriving.safety.conduct.counting import Count, Terms, needed, reaches_quorum
from thriving.safety.conduct.models.version import Version


class Choice(models.TextChoices):
    YES = "yes", _("For it")
    NO = "no", _("Against it")
    ABSTAIN = "abstain", _("I abstain")


class Ballot(models.Model):
    """A vote on a frozen text. Who may vote, and what decides it, is declared before it opens, for good."""

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="ballot")
    roles = models.JSONField(default=list)  # whoever holds one of these on the day it opens may vote
    quorum = models.PositiveSmallIntegerField()  # percent of those who may vote
    majority = models.PositiveSmallIntegerField()  # percent of the votes for or against
    last_day = models.DateField()  # in UTC
    declared_at = models.DateTimeField()
    declared_by = models.CharField(max_length=120)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    roll = models.PositiveIntegerField(null=True)  # how many may vote, from when it opened
    # What it came to, once it is closed. Where too few took part for a secret, only how many stays told.
    yes = models.PositiveIntegerField(null=True)
    no = models.PositiveIntegerField(null=True)
    abstained = models.PositiveIntegerField(null=True)
    votes = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quorum__gte=1, quorum__lte=100, majority__gte=50, majority__lte=99),
                name="a_ballot_has_terms_that_can_be_met",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(roll__isnull=False), name="an_open_ballot_has_its_roll"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(votes__lte=F("roll")), name="nobody_votes_twice"
            ),
            models.CheckConstraint(
                condition=Q(yes=None) | Q(votes=F("yes") + F("no") + F("abstained")),
                name="a_count_is_the_sum_of_its_parts",
            ),
        ]

    @property
    def terms(self) -> Terms:
        return Terms(self.quorum, self.majority)

    @property
    def quorum_share(self) -> float:
        return self.quorum / 100

    @property
    def majority_share(self) -> float:
        return self.majority / 100

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None and clock.today() <= self.last_day

    @property
    def is_over(self) -> bool:
        """By its last day, whether or not it was counted yet."""
        return self.opened_at is not None and clock.today() > self.last_day

    @property
    def needed(self) -> int:
        return needed(self.roll or 0, self.terms)

    @property
    def count(self) -> Count:
        """What it came to; without its parts where these are not told."""
        if self.yes is None:
            return Count(self.roll or 0, abstained=self.votes or 0)
        return Count(self.roll or 0, self.yes, self.no or 0, self.abstained or 0)

    @property
    def reached_its_quorum(self) -> bool:
        return reaches_quorum(self.count, self.terms)


class Voter(models.Model):
    """Somebody who may vote, and whether they did. How is kept nowhere: see `Tally`."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="voters")
    person = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="ballots_on_conduct"
    )
    voted = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "person"], name="one_vote_for_each_who_may_vote")
        ]


class Tally(models.Model):
    """How often each choice was made. A vote has no row of its own: no order of rows tells whose it was."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="tallies")
    choice = models.CharField(max_length=10, choices=Choice)
    votes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "choice"], name="a_ballot_counts_each_choice_once"),
            models.CheckConstraint(condition=Q(choice__in=list(Choice)), name="a_vote_is_one_of_the_choices"),
        ]
