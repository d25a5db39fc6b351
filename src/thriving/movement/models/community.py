from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thriving.kernel.words import WordsField
from thriving.movement.models.folded import FoldedField
from thriving.movement.models.reach import Reach, Reaching


class CommunityKind(models.TextChoices):
    THEMATIC = "thematic", _("Thematic community")
    REGIONAL = "regional", _("Regional community")


class Community(Reaching, models.Model):
    """People who work on a theme, or where they live, without being recognized as a body."""

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=CommunityKind)
    name = WordsField()
    about = WordsField()
    theme = models.CharField(max_length=20, blank=True)  # Wikidata's identifier of what it is about
    contact = models.CharField(max_length=300, blank=True)  # of the group, never of a person
    sort_name = FoldedField(max_length=200, blank=True)
    sample = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "communities"
        ordering = ["sort_name", "pk"]
        indexes = [models.Index(fields=["sort_name", "id"], name="communities_in_order")]

    def __str__(self) -> str:
        return str(self.name) or self.key


class CommunityReach(models.Model):
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="reaches")
    what = models.CharField(max_length=10, choices=Reach)
    code = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "what", "code"], name="a_community_reaches_each_thing_once"
            )
        ]
        indexes = [models.Index(fields=["what", "code"], name="communities_by_reach")]
