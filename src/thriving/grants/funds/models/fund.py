from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thriving.kernel.words import WordsField


class FundKind(models.TextChoices):
    RAPID = "rapid", _("Small grants, decided soon")
    CONFERENCE = "conference", _("Conferences and events")
    GENERAL = "general", _("General support")
    PARTNERS = "partners", _("Organizations outside the movement")
    RESEARCH = "research", _("Research and experiments")


class Fund(models.Model):
    """Money for one purpose, given out in rounds."""

    key = models.SlugField(max_length=60, unique=True)
    title = WordsField(verbose_name=_("Title"))
    about = WordsField(verbose_name=_("What it is for"))
    language = models.CharField(max_length=35, default="en")  # in which its words are written first
    kind = models.CharField(max_length=20, choices=FundKind)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=list(FundKind)), name="a_fund_is_of_a_kind")
        ]

    def __str__(self) -> str:
        return str(self.title) or self.key
