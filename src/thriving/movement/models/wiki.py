from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.movement.models.language import Language


class WikiStatus(models.TextChoices):
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class WikiVisibility(models.TextChoices):
    PUBLIC = "public", _("everyone")
    PRIVATE = "private", _("its members")


class Wiki(models.Model):
    """A wiki by the name of its database; ``language`` is empty where it belongs to none, such as Commons."""

    code = models.CharField(max_length=60, primary_key=True)
    domain = models.CharField(max_length=120)
    project = models.CharField(max_length=60, db_index=True)  # wikipedia, wiktionary … or a wiki's own
    language = models.ForeignKey(Language, null=True, on_delete=models.PROTECT, related_name="wikis")
    name = models.CharField(max_length=200)  # in English, by the reference
    status = models.CharField(max_length=10, choices=WikiStatus)
    visibility = models.CharField(max_length=10, choices=WikiVisibility)
    gone_on = models.DateField(null=True, blank=True)  # since when the reference leaves it out

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["domain"], condition=Q(gone_on__isnull=True), name="one_wiki_by_domain"
            )
        ]

    def __str__(self) -> str:
        return self.code
