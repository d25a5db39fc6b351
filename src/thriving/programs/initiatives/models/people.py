from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.movement.models import Person
from thriving.programs.initiatives.models.initiative import Initiative


class Part(models.TextChoices):
    RUNS = "runs", _("runs it")
    ANSWERS = "answers", _("answers questions")
    ADVISES = "advises", _("advises")


class Involvement(models.Model):
    """Somebody who is named on its page, for those who may see their name; it gives them no rights."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="initiatives")
    part = models.CharField(max_length=10, choices=Part)
    named_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "person", "part"], name="a_person_has_each_part_once"
            ),
            models.CheckConstraint(condition=Q(part__in=list(Part)), name="a_part_is_a_known_one"),
        ]
