from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.grants.payments.models.disbursement import Disbursement
from thriving.kernel.sealed import SealedField

_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another when it is read out


def new_code() -> str:
    """Says nothing, neither of the reason nor of who holds."""
    return "".join(secrets.choice(_SIGNS) for _each in range(8))


class Office(models.TextChoices):
    FINANCE = "finance", _("Finance")
    SAFETY = "safety", _("Safety")
    CRISIS = "crisis", _("Crisis response")


class Hold(models.Model):
    """Somebody stops a payment. All but those of their office see ``code``, and nothing else of it."""

    code = models.CharField(max_length=8, primary_key=True, default=new_code, editable=False)
    disbursement = models.ForeignKey(Disbursement, on_delete=models.PROTECT, related_name="holds")
    office = models.CharField(max_length=10, choices=Office)
    reason = SealedField()
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=32)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ["placed_at", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(office__in=list(Office)), name="a_hold_is_of_a_known_office"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by="") | (Q(lifted_at__isnull=False) & ~Q(lifted_by="")),
                name="a_lifted_hold_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.code
