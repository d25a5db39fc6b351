from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.grants.payments.models.disbursement import Disbursement
from thriving.grants.payments.models.payee import Payee
from thriving.kernel import triggers
from thriving.kernel.money import AmountField, Money, currency_column


class Outcome(models.TextChoices):
    CONFIRMED = "confirmed", _("Arrived")
    FAILED = "failed", _("Failed")


class Batch(models.Model):
    """Payments that left together, as one file for the bank or the fiscal sponsor.

    ``token`` came with the form: the same form sent twice is one batch. The file holds accounts, so it is
    never kept: it is written anew when it is fetched, and ``sha256`` shows that it is the same.
    """

    token = models.CharField(max_length=32, unique=True)
    carrier = models.CharField(max_length=150)  # the bank, or the fiscal sponsor
    currency = currency_column()
    total = AmountField()
    sha256 = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=32)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(total__gt=0), name="a_batch_pays_more_than_nothing")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def money(self) -> Money:
        return Money(self.total, self.currency)


class Sending(models.Model):
    """That a payment left once: to whom, in which batch, and what became of it."""

    disbursement = models.ForeignKey(Disbursement, on_delete=models.PROTECT, related_name="sendings")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="sendings")
    payee = models.ForeignKey(Payee, on_delete=models.PROTECT, related_name="sendings")
    attempt = models.PositiveSmallIntegerField()
    amount = AmountField()
    seal = models.CharField(max_length=64)  # as both approvals have it
    outcome = models.CharField(max_length=10, choices=Outcome, null=True)  # noqa: DJ001 -- NULL: nobody knows yet
    outcome_on = models.DateField(null=True)
    reference = models.CharField(max_length=150, null=True)  # noqa: DJ001 -- the same: of the bank's statement

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["disbursement", "attempt"], name="a_payment_leaves_once_for_each_request"
            ),
            models.UniqueConstraint(
                fields=["disbursement"],
                condition=Q(outcome=None) | Q(outcome=Outcome.CONFIRMED),
                name="a_payment_leaves_once_unless_it_failed",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_sending_is_of_more_than_nothing"),
        ]


triggers.guard("payments_batch")
triggers.guard("payments_sending", stamp=("outcome", "outcome_on", "reference"))
