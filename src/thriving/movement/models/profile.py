from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.movement.models.language import Language
from thriving.movement.models.person import Person


class Level(models.TextChoices):
    """How well somebody knows a language: the levels of the Babel boxes on the wikis."""

    NONE = "0", _("0: I do not understand it")
    BASIC = "1", _("1: I understand simple texts")
    INTERMEDIATE = "2", _("2: I can take part with simple sentences")
    ADVANCED = "3", _("3: I write well, with some mistakes")
    NEAR_NATIVE = "4", _("4: almost like my first language")
    PROFESSIONAL = "5", _("5: I work in it as a professional")
    NATIVE = "N", _("N: my first language")


class PersonLanguage(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="languages")
    language = models.ForeignKey(Language, on_delete=models.PROTECT, related_name="speakers")
    level = models.CharField(max_length=1, choices=Level)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "language"], name="a_person_has_one_level_by_language"),
            models.CheckConstraint(condition=Q(level__in=list(Level)), name="a_known_level_of_a_language"),
        ]


class PersonSkill(models.Model):
    """What a person knows, offers to others, or wants to learn; which skills there are, `skills` says."""

    class Side(models.TextChoices):
        KNOWN = "known"  # which is no promise to help with it
        OFFERED = "offered"
        WANTED = "wanted"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="skills")
    skill = models.CharField(max_length=60)
    side = models.CharField(max_length=10, choices=Side)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "side", "skill"], name="a_person_names_a_skill_once"),
            models.CheckConstraint(
                condition=Q(side__in=["known", "offered", "wanted"]), name="a_skill_has_a_side"
            ),
        ]
        indexes = [models.Index(fields=["skill", "side"], name="people_by_skill")]
