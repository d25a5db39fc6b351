from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock, triggers
from thriving.movement.models import Person
from thriving.programs.councils.models.council import Council
from thriving.programs.councils.models.seats import Seat, Term
from thriving.programs.councils.states.call import CALL, LEAST_PANEL, OPEN

TOP = 4  # points for a criterion; the least is 0


class Rubric(models.Model):
    """By what a panel judges; never changed, and its hash is public.

    ``criteria``: [{"key", "title", "weight", "anchors": {"0": …, "2": …, "4": …}}], in its language.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="rubrics")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=35, default="en")
    criteria = models.JSONField()
    digest = models.CharField(max_length=64)  # SHA-256 of the criteria, as JSON with sorted keys
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["council", "number"], name="one_rubric_by_number")]

    @property
    def weights(self) -> dict[str, int]:
        return {each["key"]: each["weight"] for each in self.criteria}


class CallState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    SCORING = "scoring", _("With the panel")
    DECIDED = "decided", _("Decided")
    CANCELED = "canceled", _("Canceled")


class Call(models.Model):
    """Seats that are offered for a term, to whom, and until when. Without limits, everybody may stand."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="calls")
    number = models.PositiveSmallIntegerField()
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="calls")
    seats = models.ManyToManyField(Seat, related_name="calls")
    language = models.CharField(max_length=35, default="en")
    words = models.TextField()  # what is asked of members, and what they get
    opens_on = models.DateField()
    closes_on = models.DateField()  # the last day on which somebody can stand
    bands = models.JSONField(default=list)  # keys of age bands, of those of the council; none: as it
    languages = models.JSONField(default=list)  # codes; whoever stands speaks one of them; none: any
    rubric = models.ForeignKey(Rubric, null=True, on_delete=models.PROTECT, related_name="calls")
    quorum = models.PositiveSmallIntegerField(default=LEAST_PANEL)  # who must have scored each candidate
    state = models.CharField(max_length=10, choices=CallState, default=CallState.DRAFT)
    opened_on = models.DateField(null=True)  # since when everybody reads it
    revealed_at = models.DateTimeField(null=True)  # when all had scored: from then on scores stay
    ended_on = models.DateField(null=True)  # when it was decided or canceled
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            CALL.constraint("a_call_is_in_a_state_of_its_lifecycle"),
            models.UniqueConstraint(fields=["council", "number"], name="one_call_by_number"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="a_call_closes_after_it_opens"
            ),
            models.CheckConstraint(condition=Q(quorum__gte=2), name="nobody_selects_alone"),
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def takes_nominations(self) -> bool:
        return self.state == OPEN and self.opens_on <= clock.today() <= self.closes_on


class Panelist(models.Model):
    """Somebody who reads and scores the candidates of a call."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="panel")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="council_panels")
    named_at = models.DateTimeField()
    looked_on = models.DateField(null=True)  # when they said with whom they have a conflict, or with nobody

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["call", "person"], name="a_panelist_is_named_once")]


triggers.guard("councils_rubric")
