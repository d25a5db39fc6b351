from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.movement.models import Person, new_key
from thriving.programs.mentoring.states import ACCEPTED, LINES, PAIR

MOST_AT_ONCE = 20  # newcomers of one mentor
EARLIEST, LATEST = -12, 14  # hours from UTC


class LinesState(models.TextChoices):
    OPEN = "open", _("Open")
    PAUSED = "paused", _("Paused")
    OVER = "over", _("Ended")


class Side(models.TextChoices):
    MENTOR = "mentor", _("Mentor")
    NEWCOMER = "newcomer", _("Newcomer")


class Lines(models.Model):
    """What both sides tell. Whoever may see it at all sees neither a name nor an account in it."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    skills = models.JSONField(default=list)  # keys of `movement.skills`
    languages = models.JSONField(default=list)  # codes
    hours = models.PositiveSmallIntegerField()  # a month
    utc_offset = models.SmallIntegerField(null=True)  # hours; as coarse as a place is told here
    words = models.CharField(max_length=280, blank=True)
    until = models.DateField()  # the last day
    state = models.CharField(max_length=10, choices=LinesState, default=LinesState.OPEN)
    confirmed_on = models.DateField()  # when it was last said
    sample = models.BooleanField(default=False)

    class Meta:
        abstract = True

    @property
    def is_over(self) -> bool:
        return self.until < clock.today()


class Offer(Lines):
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="mentoring_offer")
    capacity = models.PositiveSmallIntegerField()  # newcomers at once

    class Meta:
        constraints = [
            LINES.constraint("an_offer_is_in_a_state_of_its_lifecycle"),
            models.CheckConstraint(
                condition=Q(capacity__gte=1, capacity__lte=MOST_AT_ONCE), name="a_mentor_takes_a_few_at_once"
            ),
            models.CheckConstraint(condition=Q(hours__gte=1, hours__lte=60), name="an_offer_names_hours"),
        ]
        indexes = [models.Index(fields=["state", "until"], name="offers_open")]


class Wish(Lines):
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="mentoring_wish")

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [
            LINES.constraint("a_wish_is_in_a_state_of_its_lifecycle"),
            models.CheckConstraint(condition=Q(hours__gte=1, hours__lte=60), name="a_wish_names_hours"),
        ]


class PairState(models.TextChoices):
    ASKED = "asked", _("Asked, not answered yet")
    ACCEPTED = "accepted", _("Working together")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ENDED = "ended", _("Ended")


class Pair(models.Model):
    """A newcomer who asked a mentor. The row outlives both: facts were counted from it."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    mentor = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="pairs_as_mentor")
    newcomer = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="pairs_as_newcomer"
    )
    state = models.CharField(max_length=10, choices=PairState, default=PairState.ASKED)
    score = models.JSONField(default=dict)  # what was proposed and why, as it was shown
    asked_at = models.DateTimeField()
    due_on = models.DateField()  # by when a first answer is hoped for
    answered_on = models.DateField(null=True)
    in_time = models.BooleanField(null=True)  # known once it was answered, or its day has passed
    accepted_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            PAIR.constraint("a_pair_is_in_a_state_of_its_lifecycle"),
            models.UniqueConstraint(fields=["mentor", "newcomer"], name="two_are_a_pair_once"),
            models.CheckConstraint(
                condition=Q(mentor=None) | Q(newcomer=None) | ~Q(mentor=F("newcomer")),
                name="nobody_is_their_own_mentor",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="pairs_by_state")]

    def __str__(self) -> str:
        return self.key

    @property
    def diary_key(self) -> str:
        return self.key

    @property
    def is_agreed(self) -> bool:
        return self.state == ACCEPTED

    def side_of(self, person: Person) -> Side | None:
        if person.pk == self.mentor_id:
            return Side.MENTOR
        return Side.NEWCOMER if person.pk == self.newcomer_id else None

    def other(self, side: Side) -> Person | None:
        return self.newcomer if side == Side.MENTOR else self.mentor


class Letter(models.Model):
    """A short note between the two: nobody else reads it, and whoever wrote it can take it back."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="letters")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="letters_of_mentoring")
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]


class Block(models.Model):
    """That these two are never proposed to each other. Only the one who said so knows."""

    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="blocks_in_mentoring")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="blocked_in_mentoring")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "other"], name="somebody_is_blocked_once")]


class Outcome(models.Model):
    """What came of it, asked of each side sixty days after they began."""

    class Answer(models.TextChoices):
        HELPED = "helped", _("It helped")
        NOT = "not", _("It did not help")
        STOPPED = "stopped", _("We stopped")

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="outcomes")
    side = models.CharField(max_length=10, choices=Side)
    of = models.CharField(max_length=32)  # the key of the person who is asked
    asked_on = models.DateField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    why = models.CharField(max_length=500, blank=True)  # read by those who care for mentoring as a whole
    answered_on = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["pair", "side"], name="each_side_is_asked_once"),
            models.CheckConstraint(
                condition=Q(answer__in=["", "helped", "not", "stopped"]), name="a_known_outcome"
            ),
        ]
        indexes = [models.Index(fields=["of", "answer"], name="outcomes_to_tell")]
