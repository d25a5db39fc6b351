from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.movement.models import Affiliate, Person
from thriving.programs.capacity.models.assessment import Assessment
from thriving.programs.capacity.states import LOOK, OPEN


class Way(models.TextChoices):
    PEER = "peer", _("by an officer of another affiliate")
    SUPPORT = "support", _("by somebody who supports affiliates")


class LookState(models.TextChoices):
    ASKED = "asked", _("Asked")
    ACCEPTED = "accepted", _("Taken on")
    DECLINED = "declined", _("Declined")
    CALLED_OFF = "called_off", _("Called off")
    CONFIRMED = "confirmed", _("Confirmed")
    RETURNED = "returned", _("Given back")


class Look(models.Model):
    """That somebody from outside is asked to look at an assessment, and what they said.

    A peer is asked for by affiliate: which of its officers takes it on is theirs to decide.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="looks")
    way = models.CharField(max_length=10, choices=Way)
    peer = models.ForeignKey(Affiliate, null=True, on_delete=models.PROTECT, related_name="looks")
    state = models.CharField(max_length=10, choices=LookState, default=LookState.ASKED)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="looks_at_capacity")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            LOOK.constraint("a_look_is_in_a_state_of_its_lifecycle"),
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(state__in=OPEN), name="one_look_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(way="peer", peer__isnull=False) | Q(way="support", peer__isnull=True),
                name="a_peer_is_an_affiliate",
            ),
        ]
        indexes = [models.Index(fields=["state", "way", "due_on"], name="looks_that_wait")]
