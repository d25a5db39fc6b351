from __future__ import annotations

from django.db import models

from thriving.kernel.words import WordsField


class Indicator(models.Model):
    """An official series, read from a file that its publisher made: not counted by us."""

    key = models.CharField(max_length=80, unique=True)
    title = WordsField()
    definition = WordsField()
    unit = models.CharField(max_length=30)
    source = models.CharField(max_length=300)
    source_url = models.CharField(max_length=500, blank=True)
    digest = models.CharField(max_length=64)
    imported_at = models.DateTimeField()


class IndicatorValue(models.Model):
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    month = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "month"], name="one_value_by_month")]
