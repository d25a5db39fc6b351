from __future__ import annotations

from django.db import models
from django.db.models import Q

from thriving.programs.initiatives.models.initiative import Initiative


class Sort(models.TextChoices):
    """What is said of an initiative in codes: by the vocabulary, the skills, ISO, regions, and plans."""

    GIVES = "gives"
    AUDIENCE = "audience"
    BARRIER = "barrier"
    STAGE = "stage"
    TOPIC = "topic"  # a skill
    COUNTRY = "country"
    REGION = "region"
    LANGUAGE = "language"
    PRIORITY = "priority"  # "plan/priority"
    KEY_RESULT = "key_result"  # "plan/key-result"


class Trait(models.Model):
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="traits")
    sort = models.CharField(max_length=10, choices=Sort)
    code = models.CharField(max_length=170)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "sort", "code"], name="an_initiative_says_each_thing_once"
            ),
            models.CheckConstraint(condition=Q(sort__in=list(Sort)), name="a_trait_is_of_a_known_sort"),
        ]
        indexes = [models.Index(fields=["sort", "code"], name="initiatives_by_trait")]
