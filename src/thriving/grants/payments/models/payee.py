from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thriving.grants.agreements.models import Agreement
from thriving.kernel import triggers
from thriving.kernel.sealed import SealedField
from thriving.movement.models.person import new_key


class Payee(models.Model):
    """To which account an agreement is paid. Stated anew it is a new row, to be confirmed anew.

    Whoever confirms it has asked the grantee on a way that was known before: accounts changed by a forged
    letter are how grants are stolen.
    """

    # Chosen by the record: what is sealed belongs to it before the database has seen it.
    key = models.CharField(max_length=32, primary_key=True, default=new_key, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="payees")
    number = models.PositiveSmallIntegerField()
    holder = models.CharField(max_length=150)
    account = SealedField()
    bank = models.CharField(max_length=150, blank=True)
    ending = models.CharField(max_length=4)  # the last signs of the account, by which people tell two apart
    stated_at = models.DateTimeField()
    stated_by = models.CharField(max_length=120)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=120, null=True)  # noqa: DJ001 -- NULL until confirmed, then for good
    how = models.CharField(max_length=300, null=True)  # noqa: DJ001 -- the same: how the grantee was asked

    class Meta:
        ordering = ["agreement", "number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="an_agreement_numbers_its_payees"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | (~Q(confirmed_by=None) & ~Q(confirmed_by=F("stated_by"))),
                name="nobody_confirms_the_account_that_they_stated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.number}"


# The account moves when it is sealed with a newer key; it opens to the same, or not at all.
triggers.guard("payments_payee", move=("account", "confirmed_at", "confirmed_by", "how"))
