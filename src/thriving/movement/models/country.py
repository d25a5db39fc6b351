from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q, QuerySet


class Country(models.Model):
    """A country or territory by its ISO 3166 code; what it is called comes from CLDR, in each language.

    A country that a newer reference leaves out stays, for records speak of it: ``gone_on`` says since when.
    """

    code = models.CharField(max_length=2, primary_key=True)
    alpha3 = models.CharField(max_length=3, unique=True)
    wikidata = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=200)  # in English, by the reference: for codes that CLDR does not know
    gone_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.code


class Protections(models.QuerySet["CountryProtection"]):
    def on(self, day: date) -> QuerySet[CountryProtection]:
        open_end = Q(ends_on__isnull=True) | Q(ends_on__gt=day)
        return self.filter(open_end, begins_on__lte=day)


class CountryProtection(models.Model):
    """That who takes part from a country may be in danger for it: figures about its people are coarser.

    Dated, with the source that said so, for both change.
    """

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="protections")
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # the first day without it
    source = models.CharField(max_length=300)

    objects = Protections.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country"], condition=Q(ends_on__isnull=True), name="one_protection_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="a_protection_ends_after_it_begins",
            ),
        ]
