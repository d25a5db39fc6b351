from __future__ import annotations

from django.db import models
from django.db.models import Q

from thriving.grants.agreements.models import Agreement
from thriving.kernel.money import AmountField, Money


class Tranche(models.Model):
    """A part of the award, in the agreement's currency, and the day from which on it can be asked for.

    All of them together are the agreement's ``planned``, which the database keeps within its award.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="tranches")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=150)
    amount = AmountField()
    from_day = models.DateField()
    planned_on = models.DateField()
    planned_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["agreement", "number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="an_agreement_numbers_its_tranches"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_tranche_is_of_more_than_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.number}"

    @property
    def money(self) -> Money:
        return Money(self.amount, self.agreement.currency)


class Requirement(models.Model):
    """What must be there before the tranche is paid, in words; met once an officer says so and by what."""

    tranche = models.ForeignKey(Tranche, on_delete=models.CASCADE, related_name="requirements")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    ground = models.TextField(blank=True)  # what shows that it is met
    met_at = models.DateTimeField(null=True)
    met_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["tranche", "position"]
        constraints = [
            models.UniqueConstraint(fields=["tranche", "position"], name="requirements_have_an_order"),
            models.CheckConstraint(
                condition=Q(met_at=None, met_by="")
                | (Q(met_at__isnull=False) & ~Q(met_by="") & ~Q(ground="")),
                name="a_met_requirement_says_by_whom_and_what",
            ),
        ]

    def __str__(self) -> str:
        return self.words
