from __future__ import annotations

from typing import Any

from django.db import models


class Reach(models.TextChoices):
    """What a group can serve."""

    COUNTRY = "country"
    REGION = "region"
    LANGUAGE = "language"


class Reaching:
    """What a group serves, by its codes, from what was fetched with it."""

    reaches: Any

    def reached(self, what: str) -> list[str]:
        return sorted(each.code for each in self.reaches.all() if each.what == what)

    @property
    def countries(self) -> list[str]:
        return self.reached(Reach.COUNTRY)

    @property
    def regions(self) -> list[str]:
        return self.reached(Reach.REGION)

    @property
    def languages(self) -> list[str]:
        return self.reached(Reach.LANGUAGE)
