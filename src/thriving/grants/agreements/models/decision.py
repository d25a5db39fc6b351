from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thriving.grants.agreements.models.agreement import Agreement
from thriving.kernel import triggers
from thriving.kernel.money import AmountField, Money, currency_column


class DecidedElsewhere(models.Model):
    """The document by which a grant was decided that was not decided here, as two people have it.

    Whoever states it and whoever confirms it each bring the document; ``sha256`` is of both. Stated anew it
    is a new row, to be confirmed anew.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="decided_elsewhere")
    number = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    title = models.CharField(max_length=150)  # what the document is, and by whom it was decided
    decided_on = models.DateField()
    award = AmountField()  # as the document says
    currency = currency_column()
    stated_at = models.DateTimeField()
    stated_by = models.CharField(max_length=32)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=32, null=True)  # noqa: DJ001 -- NULL until confirmed, then for good

    class Meta:
        ordering = ["agreement", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "number"], name="an_agreement_numbers_decisions_made_elsewhere"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by=None) & ~Q(confirmed_by=F("stated_by"))),
                name="nobody_confirms_the_decision_that_they_stated",
            ),
            models.CheckConstraint(condition=Q(award__gt=0), name="a_decision_grants_something"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.number}"

    @property
    def money(self) -> Money:
        return Money(self.award, self.currency)


triggers.guard("agreements_decidedelsewhere", stamp=("confirmed_at", "confirmed_by"))
