from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.grants.proposals.models.proposal import Proposal
from thriving.kernel.money import AmountField, Money


class Category(models.TextChoices):
    PEOPLE = "people", _("Staff and contractors")
    VENUE = "venue", _("Rooms and equipment on the spot")
    TRAVEL = "travel", _("Travel and lodging")
    FOOD = "food", _("Food and drink")
    EQUIPMENT = "equipment", _("Equipment that stays")
    CONNECTION = "connection", _("Internet and telephone")
    OUTREACH = "outreach", _("Printing and outreach")
    SAFETY = "safety", _("Safety and accessibility")
    ADMINISTRATION = "administration", _("Bank, law, accounting")
    OTHER = "other", _("Something else")


class PaidBy(models.TextChoices):
    GRANT = "grant", _("This grant")
    OTHERS = "others", _("Others, or ourselves")


class BudgetLine(models.Model):
    """What one thing costs, in the currency of the budget: one budget has one."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    category = models.CharField(max_length=20, choices=Category)
    amount = AmountField()
    paid_by = models.CharField(max_length=10, choices=PaidBy, default=PaidBy.GRANT)
    note = models.CharField(max_length=300, blank=True)  # how it was reckoned

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "position"], name="lines_of_a_budget_are_numbered"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_line_of_a_budget_costs_something"),
            models.CheckConstraint(condition=Q(category__in=list(Category)), name="a_line_is_of_a_category"),
            models.CheckConstraint(condition=Q(paid_by__in=list(PaidBy)), name="a_line_is_paid_by_somebody"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def money(self) -> Money:
        """``proposal`` must have been fetched."""
        return Money(self.amount, self.proposal.currency)
