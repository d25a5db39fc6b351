from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.kernel.words import Words, WordsField
from thriving.movement.models import Person
from thriving.movement.models.person import new_key
from thriving.questions.kinds import Kind, kinds
from thriving.questions.owners import Owner, owner_of
from thriving.questions.states import OPEN, QUESTIONNAIRE


class Questionnaire(models.Model):
    """What is asked for one thing, why, and until when the answers are kept."""

    # Its address says nothing of whom the questions are for.
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    asked_for = models.CharField(max_length=150, unique=True)  # as `owners` writes it: "event:photo-walk"
    purpose = WordsField()
    language = models.CharField(max_length=35, default="en")  # in which its words are written first
    delete_on = models.DateField(null=True)  # the day on which the answers are deleted, or else
    delete_after = models.PositiveSmallIntegerField(null=True)  # days after the last day of the owner
    read_singly = models.BooleanField(default=False)  # whether its readers may read what one person answered
    state = models.CharField(max_length=20, default=OPEN)
    left_since = models.PositiveIntegerField(default=0)  # counted sheets deleted since the last telling

    class Meta:
        constraints = [
            QUESTIONNAIRE.constraint("a_questionnaire_is_in_a_state_of_its_lifecycle"),
            models.CheckConstraint(
                condition=Q(delete_on__isnull=False, delete_after__isnull=True)
                | Q(delete_on__isnull=True, delete_after__isnull=False),
                name="answers_are_deleted_on_a_day_or_some_days_after",
            ),
        ]

    @property
    def owner(self) -> Owner:
        return owner_of(self.asked_for)

    @property
    def deletion_day(self) -> date | None:
        """The day on which the answers go; none while nobody knows when the owner ends."""
        if self.delete_on is not None:
            return self.delete_on
        last = self.owner.last_day
        return last and last + timedelta(days=self.delete_after or 0)

    @property
    def is_open(self) -> bool:
        """Whether it takes answers, and lets them be changed."""
        day = self.deletion_day
        return self.state == OPEN and (day is None or day > clock.today())

    @property
    def published(self) -> Version | None:
        """The version that is answered now."""
        return self.versions.filter(published_at__isnull=False).order_by("-number").first()

    @property
    def draft(self) -> Version | None:
        return self.versions.filter(published_at=None).first()


class Version(models.Model):
    """Questions as they were put at one time. Published, it is never changed: who wants that, drafts anew."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="versions_are_numbered"),
            models.UniqueConstraint(
                fields=["questionnaire"], condition=Q(published_at=None), name="one_draft_at_a_time"
            ),
        ]

    @cached_property
    def asked(self) -> list[Question]:
        """Its questions in order, read once; optional where its owner may require nothing."""
        found = list(self.questions.all())
        if not self.questionnaire.owner.may_require:
            for each in found:
                each.required = False
        return found


@dataclass(frozen=True)
class Option:
    """One of the answers to choose from. Its key stays whatever becomes of its words."""

    key: str
    title: Words


class Question(models.Model):
    """The same key is the same question, from version to version."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=40)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    title = WordsField()
    help = WordsField()
    required = models.BooleanField(default=False)
    least = models.DecimalField(max_digits=20, decimal_places=6, null=True)  # of numbers
    most = models.DecimalField(max_digits=20, decimal_places=6, null=True)  # of numbers, stars, choices
    choices = models.JSONField(default=list)  # [{"key": …, "title": {"en": …}}, …]
    in_totals = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="a_version_asks_a_question_once")
        ]

    def save(self, *args: Any, **options: Any) -> None:
        self._stay_as_published()
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        self._stay_as_published()
        return super().delete(*args, **options)

    def _stay_as_published(self) -> None:
        if self.version.published_at is not None:
            raise ValidationError("what is published is never changed", code="published")

    @property
    def sort(self) -> Kind:
        return kinds[self.kind](self)

    @property
    def options(self) -> list[Option]:
        return [Option(each["key"], Words(each["title"])) for each in self.choices]


class State(models.TextChoices):
    DRAFT = "draft", _("Not finished")
    FINAL = "final", _("Finished")


class Sheet(models.Model):
    """What one person answered, or whoever holds a code."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="sheets")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="sheets")
    person = models.ForeignKey(
        Person, null=True, on_delete=models.CASCADE, related_name="answered_questionnaires"
    )
    code = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.FINAL)
    saved_at = models.DateTimeField()
    counted = models.BooleanField(default=False)  # whether the last telling counts it
    moved = models.BooleanField(default=False)  # whether it has changed since that

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, code="") | (Q(person__isnull=True) & ~Q(code="")),
                name="a_sheet_is_of_a_person_or_a_code",
            ),
            models.UniqueConstraint(fields=["questionnaire", "person"], name="one_sheet_for_a_person"),
            models.UniqueConstraint(
                fields=["questionnaire", "code"], condition=~Q(code=""), name="one_sheet_for_a_code"
            ),
        ]


class Answer(models.Model):
    """``value`` is as the kind of its question keeps it; who did not answer has no row."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    value = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "question"], name="a_question_is_answered_once")
        ]


class Telling(models.Model):
    """Totals as they were told at one time; a new one is told once enough sheets have come or gone."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="tellings")
    told_at = models.DateTimeField()
    people = models.PositiveIntegerField()
    shown = models.JSONField()  # by table: what everybody with the right to totals may see
    counted = models.JSONField()  # the true counts, for judging the next telling; deleted with the answers
    joined = models.PositiveIntegerField(default=0)  # until the next one
    left = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
