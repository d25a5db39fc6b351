from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel import triggers
from thriving.kernel.words import WordsField


class Summary(models.TextChoices):
    """How the months of a year become one figure that may be compared with another year's."""

    MEAN = "mean"  # editors who are active: the average month
    SUM = "sum"  # articles that were added: all months together


class SeriesOrigin(models.TextChoices):
    PUBLISHED = "published", _("published by others")
    COMPUTED = "computed", _("computed here")


class Indicator(models.Model):
    """A monthly series: read from a file that its publisher made, or computed here from wiki history.

    A published one is not counted by us, and has a file and a column; a computed one has computations.
    """

    key = models.CharField(max_length=80, unique=True)
    position = models.PositiveIntegerField(default=0)
    title = WordsField()
    definition = WordsField()
    limits = WordsField()
    unit = models.CharField(max_length=30)
    summary = models.CharField(max_length=10, choices=Summary.choices, default=Summary.MEAN)
    source = models.CharField(max_length=300)
    source_url = models.CharField(max_length=500, blank=True)
    license = models.CharField(max_length=200, blank=True)
    origin = models.CharField(max_length=10, choices=SeriesOrigin.choices, default=SeriesOrigin.PUBLISHED)
    file = models.CharField(max_length=200, blank=True)
    column = models.CharField(max_length=200, blank=True)
    sample = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)  # of its months and values, so that two readers can compare
    imported_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.title) or self.key

    @property
    def is_share(self) -> bool:
        """Whether its values are parts of a whole, so that a change is told in percentage points."""
        return self.unit == "share"

    @property
    def is_computed(self) -> bool:
        return self.origin == SeriesOrigin.COMPUTED


class KnownValues(models.QuerySet["IndicatorValue"]):
    def known(self, number: int | None = None) -> KnownValues:
        """The values as known at a ledger number, or now."""
        if number is None:
            return self.filter(superseded_number__isnull=True)
        later = Q(superseded_number__isnull=True) | Q(superseded_number__gt=number)
        return self.filter(later, known_number__lte=number)


class IndicatorValue(models.Model):
    """A month of a series, known from one ledger number until another: no import rewrites what was known.

    ``numerator`` and ``denominator`` are kept where the publisher gives the two sides of a share, so that
    a year's share is computed again from them rather than averaged.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    month = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=10)
    numerator = models.DecimalField(max_digits=24, decimal_places=10, null=True)
    denominator = models.DecimalField(max_digits=24, decimal_places=10, null=True)
    known_number = models.BigIntegerField()
    superseded_number = models.BigIntegerField(null=True)

    objects = KnownValues.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "month"],
                condition=Q(superseded_number__isnull=True),
                name="one_current_value_by_month",
            ),
            models.CheckConstraint(
                condition=Q(superseded_number__isnull=True) | Q(superseded_number__gt=F("known_number")),
                name="value_superseded_after_it_was_known",
            ),
        ]


triggers.guard("evidence_indicatorvalue", stamp=("superseded_number",))


class Computation(models.Model):
    """How a series was computed, known from one ledger number on until the next computation's.

    ``definition``, ``source`` and ``limits`` are the engine's own words of that time, in English.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="computations")
    known_number = models.BigIntegerField()
    metric = models.CharField(max_length=100)
    definition = models.TextField()
    source = models.CharField(max_length=300)
    limits = models.TextField(blank=True)
    notes = models.JSONField(default=list)  # where what the dumps do not say was taken from
    parameters = models.JSONField(default=dict)
    wikis = models.JSONField(default=dict)  # the snapshot of each, by the name of its database
    known_until = models.DateTimeField()  # what happened from then on is in no figure
    engine = models.CharField(max_length=60)
    open_months = models.JSONField(default=dict)  # the day from which each may be known, ISO 8601
    withheld_months = models.JSONField(default=list)  # too few people stand behind them to be told
    computed_at = models.DateTimeField()

    class Meta:
        ordering = ["known_number"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "known_number"], name="one_computation_by_number")
        ]


triggers.guard("evidence_computation")
