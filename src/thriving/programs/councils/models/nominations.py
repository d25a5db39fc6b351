from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.movement.models import Person, new_key
from thriving.programs.councils.models.calls import Call
from thriving.programs.councils.models.seats import Seat
from thriving.programs.councils.states.nomination import NOMINATION, OVER, SENT


class NominationState(models.TextChoices):
    SENT = "sent", _("Sent, not answered")
    STANDING = "standing", _("Stands")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    OVER = "over", _("Over")
    SELECTED = "selected", _("Selected")
    RESERVE = "reserve", _("In reserve")
    NOT_SELECTED = "not_selected", _("Not selected")


class Nomination(models.Model):
    """Somebody proposed for a seat, by themselves or by another.

    Until its nominee says yes it holds only an address to write to, which nobody reads; where they say no,
    or nothing, the address goes. What they then say of themselves is for those who judge it.
    """

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="nominations")
    nominee = models.ForeignKey(
        Person, null=True, on_delete=models.CASCADE, related_name="council_nominations"
    )
    email = models.EmailField(blank=True)  # to which the question went; emptied with the answer
    # Under which address they said yes, as a keyed digest: no second letter goes there. Until nobody can
    # be proposed in the call any more.
    answered_address = models.CharField(max_length=64, blank=True)
    nominator = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="council_nominations_made"
    )  # the nominee, where they stand by themselves
    nominator_name = models.CharField(max_length=120, blank=True)  # as the nominee reads it
    relation = models.TextField(blank=True)  # of the nominator to the nominee, with any interest of theirs
    language = models.CharField(max_length=35, default="en")
    shown_name = models.CharField(max_length=60, blank=True)  # what they want to be called on the council
    is_public = models.BooleanField(default=False)
    statement = models.TextField(blank=True)
    conflict = models.TextField(blank=True)  # of interest, as they say; empty: none
    region = models.SlugField(max_length=80, blank=True)  # for which they stand, by its key
    languages = models.JSONField(default=list)  # codes
    state = models.CharField(max_length=12, choices=NominationState, default=NominationState.SENT)
    sent_at = models.DateTimeField()
    expires_on = models.DateField()  # the last day for an answer
    answered_on = models.DateField(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            NOMINATION.constraint("a_nomination_is_in_a_state_of_its_lifecycle"),
            models.UniqueConstraint(
                fields=["call", "nominee"],
                condition=Q(nominee__isnull=False) & ~Q(state="withdrawn"),
                name="nobody_stands_twice_in_a_call",
            ),
            models.UniqueConstraint(
                fields=["call", "email"], condition=~Q(email=""), name="an_address_is_asked_once_in_a_call"
            ),
            models.CheckConstraint(
                condition=Q(state=SENT) | Q(email=""), name="an_address_goes_with_the_answer"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[SENT, OVER]) | Q(nominee=None), name="nobody_is_named_before_a_yes"
            ),
        ]
        indexes = [models.Index(fields=["state", "expires_on"], name="nominations_to_let_go")]

    def __str__(self) -> str:
        return self.key

    @property
    def diary_key(self) -> str:
        return self.key

    @property
    def by_themselves(self) -> bool:
        return self.nominator_id == self.nominee_id


class Recusal(models.Model):
    """That somebody on the panel, or who runs the council, has a conflict with a candidate."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="recusals")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="council_recusals")
    why = models.CharField(max_length=500, blank=True)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomination", "person"], name="a_recusal_is_said_once")
        ]


class Sheet(models.Model):
    """What one of the panel gives one candidate. Nobody else reads it until all have given theirs."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="sheets")
    panelist = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="council_sheets")
    points = models.JSONField()  # by the key of the criterion
    note = models.TextField(blank=True)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "panelist"], name="a_sheet_is_given_once")
        ]


class Place(models.Model):
    """What was decided of a candidate: a seat, a place in the order of the reserve, or neither."""

    nomination = models.OneToOneField(Nomination, on_delete=models.CASCADE, related_name="place")
    score = models.DecimalField(max_digits=6, decimal_places=3)  # the mean, from 0 to 100
    rank = models.PositiveSmallIntegerField()  # the same for those who tie
    seat = models.ForeignKey(Seat, null=True, on_delete=models.PROTECT, related_name="places")
    reserve = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["rank", "pk"]


class Decision(models.Model):
    """Why the panel chose as it did; everybody reads the reason, and nobody's name stands in it."""

    call = models.OneToOneField(Call, on_delete=models.CASCADE, related_name="decision")
    reason = models.TextField()
    candidates = models.PositiveSmallIntegerField()
    ties = models.PositiveSmallIntegerField()  # how many candidates had the same score as another
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=120)
