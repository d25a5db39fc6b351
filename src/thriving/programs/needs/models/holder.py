from __future__ import annotations

from django.db import models

from thriving.movement.models.person import new_key
from thriving.programs.needs.vocabulary import HOLDERS, PRIVATE


class Holder(models.Model):
    """Who holds heritage: an institution, a community, somebody. How to reach them is with the assessment."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)  # by which the same name is found again
    kind = models.CharField(max_length=20, choices=list(HOLDERS.items()))
    country = models.CharField(max_length=2)
    languages = models.JSONField(default=list)  # of what they hold, by their codes
    partner = models.SlugField(max_length=60, blank=True)  # whom the movement knows them as
    may_be_named = models.BooleanField(default=False)  # whether everybody may read their name
    sample = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["partner"], name="needs_holders_by_partner"),
            models.Index(fields=["kind", "country"], name="needs_holders_by_kind"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_private(self) -> bool:
        """Who keeps a collection at home is a person, and treated so."""
        return self.kind == PRIVATE
