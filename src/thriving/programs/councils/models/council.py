from __future__ import annotations

from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from thriving.kernel import triggers
from thriving.kernel.words import WordsField
from thriving.movement.models import Person
from thriving.programs.councils.states.council import COUNCIL


class CouncilState(models.TextChoices):
    PREPARING = "preparing", _("Being prepared")
    SITTING = "sitting", _("At work")
    CLOSED = "closed", _("Closed")


class Council(models.Model):
    """People who are listened to, by a charter. All read of it; who sits on it say what is shown of them."""

    key = models.SlugField(max_length=60, unique=True)
    title = WordsField()
    purpose = WordsField()
    serves = models.SlugField(max_length=60, blank=True)  # a key result, as plans call it
    bands = models.JSONField(default=list)  # which ages may sit on it, by their keys; none: all adults
    takes_minors = models.BooleanField(default=False)  # as the bands say; then adults on it are cleared
    safeguarding_contact = models.CharField(max_length=200, blank=True)  # an address to write to
    most_terms = models.PositiveSmallIntegerField(default=2)  # that one person serves in a row
    state = models.CharField(max_length=10, choices=CouncilState, default=CouncilState.PREPARING)
    began_on = models.DateField(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["key"]
        constraints = [
            COUNCIL.constraint("a_council_is_in_a_state_of_its_lifecycle"),
            models.CheckConstraint(condition=models.Q(most_terms__gte=1), name="a_council_has_terms"),
        ]

    def __str__(self) -> str:
        return str(self.title) or self.key

    @cached_property
    def charter(self) -> Charter | None:
        """The version in force: the newest."""
        return max(self.charters.all(), key=lambda each: each.number, default=None)


class Owner(models.Model):
    """Who answers for a council: prepares it, calls for members, sees to it that it is heard."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="owners")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="councils_owned")
    named_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["council", "person"], name="an_owner_is_named_once")]


class Charter(models.Model):
    """One version of what a council is and may do; never changed, and its hash is public."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="charters")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=35, default="en")
    text = models.TextField()
    digest = models.CharField(max_length=64)  # SHA-256 of the text in UTF-8
    why = models.TextField(blank=True)  # what is new since the version before
    adopted_at = models.DateTimeField()
    adopted_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["council", "number"], name="one_charter_by_number"),
        ]


triggers.guard("councils_charter")
