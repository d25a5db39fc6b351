from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thriving.movement.models.country import Country


class Direction(models.TextChoices):
    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


class Official(models.TextChoices):
    """Whether a language is official where it is spoken, as the reference says."""

    NO = "no", _("no")
    REGIONAL = "regional", _("in a part of the country")
    NATIONAL = "national", _("in the whole country")
    SOMEHOW = "yes", _("yes")  # and the reference does not say how far
    UNKNOWN = "", _("not known")


class Language(models.Model):
    """A language by the code that the wikis use; ``standard`` is its code elsewhere (BCP 47)."""

    code = models.CharField(max_length=20, primary_key=True)
    standard = models.CharField(max_length=35)
    name = models.CharField(max_length=200)  # in English, by the reference: for codes that CLDR does not know
    autonym = models.CharField(max_length=200, blank=True)  # what its speakers call it
    script = models.CharField(max_length=4, blank=True)  # ISO 15924
    direction = models.CharField(max_length=3, choices=Direction, default=Direction.LEFT_TO_RIGHT)

    def __str__(self) -> str:
        return self.code


class LanguageTerritory(models.Model):
    """Where a language is at home: a country, or a part of it."""

    language = models.ForeignKey(Language, on_delete=models.CASCADE, related_name="territories")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="languages")
    subdivision = models.CharField(max_length=10, blank=True)  # ISO 3166-2, where it has one
    wikidata = models.CharField(max_length=20)
    name = models.CharField(max_length=200)  # in English
    official = models.CharField(max_length=10, choices=Official, default=Official.UNKNOWN, blank=True)
    indigenous = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "wikidata"], name="a_language_is_told_once_by_territory"
            )
        ]
