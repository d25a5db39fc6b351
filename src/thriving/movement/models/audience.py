from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who may see a line of what a person tells of themselves, from the widest to the narrowest."""

    EVERYONE = "everyone", _("everyone")
    MEMBERS = "members", _("people with an account")
    NEED = "need", _("those who hold a role and need it")
    SELF = "self", _("only me")

    @classmethod
    def column(cls, default: Audience) -> models.CharField[str, str]:
        return models.CharField(max_length=10, choices=cls.choices, default=default)
