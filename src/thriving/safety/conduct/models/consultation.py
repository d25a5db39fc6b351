from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.movement.models import Person
from thriving.safety.conduct.models.version import Version


class AnswerKind(models.TextChoices):
    CHANGED = "changed", _("The text will say so")
    KEPT = "kept", _("The text stays as it is")
    ELSEWHERE = "elsewhere", _("It belongs somewhere else")


class Comment(models.Model):
    """What somebody thinks of a text in consultation, in public, and what they were answered."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="comments")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="comments_on_conduct"
    )
    language = models.CharField(max_length=35)
    words = models.TextField()
    on_text = models.CharField(max_length=64)  # SHA-256 of the binding text of that day
    said_at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=AnswerKind, blank=True)
    answer = models.TextField(blank=True)
    answer_language = models.CharField(max_length=35, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, blank=True)
    hidden_at = models.DateTimeField(null=True)  # since when nobody reads its words
    hidden_why = models.TextField(blank=True)  # everybody reads this instead
    hidden_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="a_consultation_numbers_its_comments"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="", kind="")
                | (Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(kind="")),
                name="an_answer_to_a_comment_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(hidden_at=None) | ~Q(hidden_why=""), name="a_hidden_comment_says_why"
            ),
        ]

    @property
    def waits(self) -> bool:
        return self.answered_at is None and self.hidden_at is None
