from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel.words import WordsField
from thriving.movement.models import Person, Region, new_key
from thriving.programs.councils.models.council import Council
from thriving.programs.councils.states.membership import HOLDING, MEMBERSHIP


class Seat(models.Model):
    """A place on a council: open to all, or kept for a region, a group of languages, or both."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="seats")
    number = models.PositiveSmallIntegerField()
    title = WordsField()
    region = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="council_seats")
    languages = models.JSONField(default=list)  # codes; whoever takes it speaks one of them
    is_open = models.BooleanField(default=True)  # no longer offered where it is not

    class Meta:
        ordering = ["council", "number"]
        constraints = [models.UniqueConstraint(fields=["council", "number"], name="one_seat_by_number")]

    def __str__(self) -> str:
        return str(self.title) or str(self.number)


class Term(models.Model):
    """The days for which seats are given, both included."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="terms")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    reminded_on = models.DateField(null=True)  # when those who hold a seat were told that it ends

    class Meta:
        ordering = ["council", "number"]
        constraints = [
            models.UniqueConstraint(fields=["council", "number"], name="one_term_by_number"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="a_term_ends_after_it_starts"
            ),
        ]


class MembershipState(models.TextChoices):
    ACTIVE = "active", _("Member")
    LEAVE = "leave", _("On leave")
    RESIGNED = "resigned", _("Resigned")
    REMOVED = "removed", _("Removed")
    ENDED = "ended", _("Term ended")


class Membership(models.Model):
    """Somebody in a seat for a term. ``shown_name`` is all that others read of them, if they allow it."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="memberships")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="memberships")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="council_memberships"
    )
    shown_name = models.CharField(max_length=60, blank=True)  # a name of their choice
    is_public = models.BooleanField(default=False)  # whether others may read that name
    state = models.CharField(max_length=10, choices=MembershipState, default=MembershipState.ACTIVE)
    began_on = models.DateField()
    ended_on = models.DateField(null=True)
    reason = models.TextField(blank=True)  # why it ended before its term; never public
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            MEMBERSHIP.constraint("a_membership_is_in_a_state_of_its_lifecycle"),
            models.UniqueConstraint(
                fields=["seat", "term"], condition=Q(state__in=HOLDING), name="a_seat_is_held_by_one"
            ),
            models.UniqueConstraint(
                fields=["term", "person"], condition=Q(state__in=HOLDING), name="a_person_holds_one_seat"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def diary_key(self) -> str:
        return self.key

    @property
    def holds_seat(self) -> bool:
        return self.state in HOLDING
