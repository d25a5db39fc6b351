from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel.words import WordsField
from thriving.movement.models import Person
from thriving.movement.models.person import new_key
from thriving.programs.needs.states import ROUND
from thriving.programs.needs.vocabulary import NEEDS


class Round(models.Model):
    """One time of asking holders in some regions for one kind of need."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    key = models.SlugField(max_length=60, unique=True)
    uid = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    title = WordsField()
    language = models.CharField(max_length=35, default="en")  # in which its title is written first
    need = models.CharField(max_length=40, choices=list(NEEDS.items()))
    serves = models.CharField(max_length=250, blank=True)  # plan/key result/requirement, by their keys
    scheme = models.SlugField(max_length=60, default="wikimedia")  # by which its regions are told apart
    regions = models.JSONField(_("Regions"), default=list, blank=True)  # where holders are looked for
    begins_on = models.DateField()
    ends_on = models.DateField()
    lead = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="needs_rounds")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    kept = models.JSONField(default=dict)  # sums that stay when the answers are deleted
    told_of_private = models.JSONField(default=dict)  # what may be told of private collections
    forgotten_at = models.DateTimeField(null=True)  # when the answers were deleted
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-begins_on", "-pk"]
        constraints = [
            ROUND.constraint("a_round_is_in_a_state_of_its_lifecycle"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="a_round_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title) or self.key


class Member(models.Model):
    """Somebody who helps with a round, and reads what its holders answer."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="needs_memberships")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="somebody_is_in_a_team_once")]
