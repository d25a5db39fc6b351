"""How grave a crisis is. Whoever is unsure takes the graver one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Severity(models.IntegerChoices):
    """A smaller number is graver."""

    S1 = 1, _("1: life or liberty")
    S2 = 2, _("2: a country, a raid, an order")
    S3 = 3, _("3: somebody is harassed, and it may reach them offline")
    S4 = 4, _("4: to be watched")


class Said(models.TextChoices):
    YES = "yes", _("Yes")
    UNSURE = "unsure", _("Not sure")
    NO = "no", _("No")


def graver(*severities: int) -> Severity:
    return Severity(min(severities))
