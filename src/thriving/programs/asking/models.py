from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.movement.models import Person, new_key
from thriving.programs.asking.states import QUESTION, WAITING


class State(models.TextChoices):
    ASKED = "asked", _("Waits for an answer")
    PASSED = "passed", _("Passed on, waits for an answer")
    ASKED_AGAIN = "asked_again", _("Asked back, waits for an answer")
    ANSWERED = "answered", _("Answered")
    DECLINED = "declined", _("Declined")
    SET_ASIDE = "set_aside", _("Set aside")
    CLOSED = "closed", _("Closed")


class Question(models.Model):
    """What somebody asks the people of an area. What was said stands in `Said`, and may be erased there.

    The row itself stays: facts were counted from it, and it names nobody once its link is cut.
    """

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    area = models.CharField(max_length=180)  # where it is now, as a scope: "priority:plan/priority"
    asked_in = models.CharField(max_length=180)  # the area that it was asked in
    serves = models.CharField(max_length=180, blank=True)  # "plan/priority" of the area that it was asked in
    objective = models.SlugField(max_length=80, blank=True)  # of that priority
    language = models.CharField(max_length=35)
    asker = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="questions_asked")
    secret_mark = models.CharField(max_length=64, blank=True)  # hash of the secret of a private link
    sending = models.CharField(max_length=32, unique=True)  # of the form: what is sent twice is asked once
    email = models.EmailField(blank=True)  # until the one letter to it is written
    email_language = models.CharField(max_length=35, default="en")
    name = models.CharField(max_length=100, blank=True)  # by which the asker wants to be named
    may_publish = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    promised_on = models.DateField()  # the day by which a first answer was promised
    due_on = models.DateField()  # the same of what was asked last
    answered_on = models.DateField(null=True)  # the first answer
    heard_on = models.DateField(null=True)  # the same, or since when it is declined
    promise_kept = models.BooleanField(null=True)  # known once it was answered, or its day has passed
    followed_up_at = models.DateTimeField(null=True)
    rested_at = models.DateTimeField(null=True)  # since when nobody waits for anybody
    published_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)  # since when its words are gone
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            QUESTION.constraint("a_question_is_in_a_state_of_its_lifecycle"),
            models.UniqueConstraint(
                fields=["secret_mark"], condition=~Q(secret_mark=""), name="one_question_by_private_link"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(may_publish=True, erased_at=None),
                name="what_is_published_was_agreed_to",
            ),
        ]
        indexes = [
            models.Index(fields=["area", "state", "due_on"], name="questions_waiting"),
            models.Index(fields=["serves", "state", "due_on"], name="questions_by_priority"),
            models.Index(fields=["-published_at"], name="questions_published"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def diary_key(self) -> str:
        return self.key

    @property
    def waits(self) -> bool:
        return self.state in WAITING

    @property
    def is_overdue(self) -> bool:
        return self.waits and self.due_on < clock.today()

    @property
    def asked_on(self) -> date:
        return self.asked_at.date()


class Said(models.Model):
    """One thing that was said of a question, in the order in which it was said."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("Asked")
        FOLLOW_UP = "follow_up", _("Asked back")
        ANSWER = "answer", _("Answered")
        PASSED = "passed", _("Passed on")
        DECLINED = "declined", _("Declined")

    BY_ASKER = (Kind.QUESTION, Kind.FOLLOW_UP)

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="said")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=35)
    area = models.CharField(max_length=180)  # whose people said it; for what was passed on, to whom
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="said_of_questions")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["question", "follow_up", "answer", "passed", "declined"]),
                name="a_known_kind_of_saying",
            ),
        ]


class AnswerTime(models.Model):
    """How many days an area promises, where that differs from the rest."""

    area = models.CharField(max_length=180, unique=True)
    days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1) & Q(days__lte=60), name="an_answer_within_two_months"
            )
        ]
