from __future__ import annotations

import hashlib
import json
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock, triggers
from thriving.kernel.words import WordsField
from thriving.movement.models import Person, new_key
from thriving.programs.councils.models.council import Council
from thriving.programs.councils.models.meetings import Meeting
from thriving.programs.councils.states.recommendations import DRAFT, DROPPED, OPEN, RECOMMENDATION


class RecommendationState(models.TextChoices):
    DRAFT = "draft", _("Being written")
    OPEN = "open", _("Waits for an answer")
    ANSWERED = "answered", _("Answered")
    DONE = "done", _("Answered, and done")
    NOT_DONE = "not_done", _("Answered, and not done")
    DROPPED = "dropped", _("Dropped")
    WITHDRAWN = "withdrawn", _("Withdrawn by the council")
    MERGED = "merged", _("Part of another one")


class Theme(models.TextChoices):
    PARTICIPATION = "participation", _("Taking part")
    SAFETY = "safety", _("Safety")
    LEARNING = "learning", _("Learning")
    CONTENT = "content", _("Content")
    TOOLS = "tools", _("Tools")
    LANGUAGES = "languages", _("Languages")
    MONEY = "money", _("Money and travel")
    DECISIONS = "decisions", _("How decisions are made")
    OTHER = "other", _("Something else")


class AnswerKind(models.TextChoices):
    ACCEPTED = "accepted", _("Accepted")
    IN_PART = "in_part", _("Accepted in part")
    DECLINED = "declined", _("Declined")


class Recommendation(models.Model):
    """What a council recommends, and to whom.

    Its clock runs from ``adopted_on`` and ends with ``due_on``, counted in UTC. They are the earliest of all
    that became part of it, and nothing sets them later: more time moves only ``asked_until``.
    """

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="recommendations")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=35)  # in which the council adopts it
    title = WordsField()
    text = WordsField()
    theme = models.CharField(max_length=20, choices=Theme, default=Theme.OTHER)
    priority = models.CharField(max_length=180, blank=True)  # what it serves: "plan/priority"
    objective = models.SlugField(max_length=80, blank=True)  # of that priority
    state = models.CharField(max_length=10, choices=RecommendationState, default=DRAFT)
    drafted_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    addressee = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="recommendations_to_answer"
    )
    role = models.CharField(max_length=60, blank=True)  # by which they are to answer
    scope = models.CharField(max_length=180, blank=True)  # over what they hold it
    adopted_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    asked_until = models.DateField(null=True)  # more time was asked for once, until then
    answer = models.CharField(max_length=10, choices=AnswerKind, blank=True)
    answered_on = models.DateField(null=True)
    in_time = models.BooleanField(null=True)  # known once it is answered, or its day has passed
    reason = models.TextField(blank=True)  # why it was withdrawn, or made part of another one
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["council", "number"]
        constraints = [
            RECOMMENDATION.constraint("a_recommendation_is_in_a_state_of_its_lifecycle"),
            models.UniqueConstraint(fields=["council", "number"], name="one_recommendation_by_number"),
            models.CheckConstraint(
                condition=Q(state__in=[DRAFT, DROPPED]) | Q(adopted_on__isnull=False, due_on__isnull=False),
                name="what_is_adopted_has_its_clock",
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gt=F("adopted_on")),
                name="an_answer_is_due_after_the_adoption",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | (~Q(answer="") & Q(answered_on__gte=F("adopted_on"))),
                name="an_answer_comes_after_the_adoption",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="recommendations_waiting"),
            models.Index(fields=["priority", "objective"], name="recommendations_by_plan"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def diary_key(self) -> str:
        return self.key

    @property
    def waits(self) -> bool:
        return self.state == OPEN

    @property
    def days_overdue(self) -> int:
        """By the first promise, whatever more time was asked for; 0 where it is not late."""
        if self.due_on is None or not self.waits:
            return 0
        return max((clock.today() - self.due_on).days, 0)

    @property
    def days_late(self) -> int:
        """By how many days the answer came late."""
        if self.due_on is None or self.answered_on is None:
            return 0
        return max((self.answered_on - self.due_on).days, 0)

    @property
    def digest(self) -> str:
        """SHA-256 of the words in the language in which they are adopted; translations change nothing."""
        return digest_of(self.adopted_title, self.adopted_text)

    @property
    def adopted_title(self) -> str:
        return str(self.title.get(self.language, ""))

    @property
    def adopted_text(self) -> str:
        return str(self.text.get(self.language, ""))

    @property
    def is_as_adopted(self) -> bool:
        adoption = getattr(self, "adoption", None)
        return adoption is None or adoption.digest == self.digest


def digest_of(title: str, text: str) -> str:
    said = json.dumps([title, text], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


class Adoption(models.Model):
    """That the council adopted it, and when its clock began, by the server. Never changed, never deleted."""

    recommendation = models.OneToOneField(Recommendation, on_delete=models.PROTECT, related_name="adoption")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="adoptions")
    # Without a meeting it was a vote in writing.
    votes_for = models.PositiveSmallIntegerField()
    votes_against = models.PositiveSmallIntegerField()
    abstained = models.PositiveSmallIntegerField()
    dissent = models.TextField(blank=True)  # what those against want to be read; without names
    days = models.PositiveSmallIntegerField()  # within which an answer is due
    due_on = models.DateField()
    digest = models.CharField(max_length=64)  # of the words as adopted
    adopted_at = models.DateTimeField()
    adopted_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(votes_for__gt=F("votes_against")), name="what_is_adopted_has_a_majority"
            ),
        ]

    @property
    def adopted_on(self) -> date:
        return self.adopted_at.date()


class Addressed(models.Model):
    """To whom it was given, in turn; handing it over never sets its clock again."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="addressed")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    role = models.CharField(max_length=60, blank=True)
    scope = models.CharField(max_length=180, blank=True)
    why = models.TextField(blank=True)
    left = models.BooleanField(default=False)  # whoever was to answer before has left the role
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]


class Answer(models.Model):
    """One version of what was answered, or that more time is needed. Never changed; a newer may follow."""

    MORE_TIME = "more_time"

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(
        max_length=10, choices=[*AnswerKind.choices, (MORE_TIME, _("More time is needed"))]
    )
    words = models.TextField()
    language = models.CharField(max_length=35)
    until = models.DateField(null=True)  # the new date, where more time is needed
    why = models.TextField(blank=True)  # what is new since the version before
    role = models.CharField(max_length=60, blank=True)
    scope = models.CharField(max_length=180, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation"], condition=Q(kind="more_time"), name="more_time_is_asked_for_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="more_time", until__isnull=False)
                | (~Q(kind="more_time") & Q(until__isnull=True)),
                name="more_time_says_until_when",
            ),
        ]

    @property
    def on(self) -> date:
        return self.at.date()


class FollowUp(models.Model):
    """What became of what was promised, with what shows it."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="follow_ups")
    done = models.BooleanField()
    words = models.TextField()
    language = models.CharField(max_length=35)
    evidence_url = models.URLField(max_length=500, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done=False) | ~Q(evidence_url=""), name="what_is_done_shows_its_evidence"
            ),
        ]


class AnswerTime(models.Model):
    """Within how many days a council is to be answered, where that differs from the rest."""

    council = models.OneToOneField(Council, on_delete=models.CASCADE, related_name="answer_time")
    days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=7) & Q(days__lte=180), name="a_council_is_answered_within_half_a_year"
            )
        ]


triggers.guard("councils_adoption")
triggers.guard("councils_addressed", move=("person_id",))
triggers.guard("councils_answer", move=("by_id",))
triggers.guard("councils_followup", move=("by_id",))
