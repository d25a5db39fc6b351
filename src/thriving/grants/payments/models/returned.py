from __future__ import annotations

from django.db import models
from django.db.models import Q

from thriving.grants.payments.models.disbursement import Disbursement
from thriving.kernel import triggers
from thriving.kernel.money import AmountField, Money


class Return(models.Model):
    """Money of a payment that came back. All of an agreement's are within what was sent, by its account."""

    disbursement = models.ForeignKey(Disbursement, on_delete=models.PROTECT, related_name="returns")
    amount = AmountField()
    received_on = models.DateField()
    reference = models.CharField(max_length=150)  # of the bank's statement
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="more_than_nothing_comes_back"),
            models.UniqueConstraint(fields=["disbursement", "reference"], name="a_return_is_recorded_once"),
        ]

    @property
    def money(self) -> Money:
        return Money(self.amount, self.disbursement.money.currency)


triggers.guard("payments_return")
