"""How the movement divides the world: schemes of regions, each in versions that never change."""

from __future__ import annotations

from django.db import models

from thriving.kernel import triggers
from thriving.kernel.words import WordsField
from thriving.movement.models.country import Country


class RegionScheme(models.Model):
    """One version of a way to divide the world. It stands until the day on which the next one begins.

    The first version also stands for every day before it, for no earlier one is known.
    """

    key = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    begins_on = models.DateField()
    title = WordsField()
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="one_scheme_by_key_and_version"),
            models.UniqueConstraint(fields=["key", "begins_on"], name="one_version_begins_on_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.key}/{self.version}"


class Region(models.Model):
    scheme = models.ForeignKey(RegionScheme, on_delete=models.PROTECT, related_name="regions")
    key = models.SlugField(max_length=80)
    name = WordsField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "key"], name="one_region_by_scheme_and_key")]

    def __str__(self) -> str:
        return self.key


class CountryRegion(models.Model):
    """In which region a version puts a country; one that it leaves out has none."""

    scheme = models.ForeignKey(RegionScheme, on_delete=models.PROTECT, related_name="members")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="regions")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="members")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "country"], name="one_region_by_scheme_and_country")
        ]


# Numbers are counted by them: a change is a new version.
triggers.guard("movement_regionscheme")
triggers.guard("movement_region")
triggers.guard("movement_countryregion")
