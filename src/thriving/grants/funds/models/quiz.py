from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thriving.grants.funds.models.round import Round
from thriving.kernel.words import WordsField


class QuizQuestion(models.Model):
    """A question of yes or no that comes before all others; who cannot answer as ``wanted`` is told why."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="quiz")
    position = models.PositiveSmallIntegerField()
    text = WordsField(verbose_name=_("Question"))
    wanted = models.BooleanField(default=True)  # the answer of who may apply
    otherwise = WordsField(verbose_name=_("What others are told"))  # why not, and where they may find support

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "position"], name="questions_of_a_quiz_are_numbered")
        ]

    def __str__(self) -> str:
        return str(self.text)
