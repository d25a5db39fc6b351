from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from thriving.kernel import triggers
from thriving.kernel.money import Money, currency_column


class ExchangeRate(models.Model):
    """What one unit of a currency was worth in another on a day, as somebody named published it.

    A rate that was wrong is followed by another one; none is changed, for amounts were made by it.
    """

    base = currency_column()
    quote = currency_column()
    # Fifteen digits in all: as many as SQLite keeps exactly.
    rate = models.DecimalField(max_digits=15, decimal_places=8)  # of the quote, for one of the base
    on = models.DateField()
    source = models.CharField(max_length=200)  # who published it
    url = models.URLField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(rate__gt=0), name="a_rate_of_exchange_is_above_zero"),
            models.CheckConstraint(condition=~Q(base=F("quote")), name="a_rate_is_between_two_currencies"),
        ]
        indexes = [models.Index(fields=["base", "quote", "-on"], name="rates_by_day")]

    def __str__(self) -> str:
        return f"1 {self.base} = {self.rate.normalize():f} {self.quote}"

    def convert(self, amount: Money) -> Money:
        """Into the quoted currency; an amount of any but the base is refused, as by every sum."""
        return (Money(Decimal(0), self.base) + amount).times(self.rate, self.quote)


triggers.guard("funds_exchangerate")
