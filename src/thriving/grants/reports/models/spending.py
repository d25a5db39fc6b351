from __future__ import annotations

from django.db import models
from django.db.models import Q

from thriving.grants.proposals.models import BudgetLine
from thriving.grants.reports.models.report import Report
from thriving.kernel.money import AmountField, Money, total
from thriving.movement.models.person import new_key


class Spending(models.Model):
    """What was paid for one line of the budget in the days of the report, in the agreement's currency.

    ``amount`` is None until somebody says it: a receipt that was brought says nothing of all that was spent.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="spendings")
    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="spendings")
    amount = AmountField(null=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["line__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "line"], name="a_report_tells_of_a_line_once"),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0), name="nothing_less_than_nothing_is_spent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.line_id}"

    @property
    def money(self) -> Money | None:
        """``report.agreement`` must have been fetched."""
        return None if self.amount is None else Money(self.amount, self.report.agreement.currency)

    @property
    def by_receipts(self) -> Money:
        """What its receipts come to: ``receipts`` and ``report.agreement`` must have been fetched."""
        currency = self.report.agreement.currency
        return total((Money(each.amount, currency) for each in self.receipts.all()), currency)


class Receipt(models.Model):
    """A paper that shows what was paid. It names people: only the grantee's side and officers open it."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    spending = models.ForeignKey(Spending, on_delete=models.CASCADE, related_name="receipts")
    words = models.CharField(max_length=200)
    on = models.DateField()
    amount = AmountField()
    file = models.CharField(max_length=32)  # the key of the stored file
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_receipt_is_of_more_than_nothing"),
            models.UniqueConstraint(fields=["spending", "sha256"], name="a_receipt_is_brought_once"),
        ]

    def __str__(self) -> str:
        return self.key
