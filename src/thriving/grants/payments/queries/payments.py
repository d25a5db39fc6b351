from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from thriving.grants.agreements.models import Agreement
from thriving.grants.payments.models import Approval, Disbursement, Hold, Payee
from thriving.kernel import access


def payments_for(reader: Any) -> QuerySet[Disbursement]:
    found = Disbursement.objects.select_related("tranche__agreement__proposal__affiliate")
    return access.within(reader, "see_payment", found)


def payments_of(agreement: Agreement) -> QuerySet[Disbursement]:
    found = Disbursement.objects.filter(tranche__agreement=agreement)
    return found.select_related("tranche__agreement").order_by("tranche__number")


def payee_of(agreement: Agreement) -> Payee | None:
    """The account that was named last: only to that one is paid."""
    return agreement.payees.order_by("-number").first()


def approvals_of(disbursement: Disbursement) -> QuerySet[Approval]:
    """Those that stand."""
    return disbursement.approvals.filter(dropped_at=None).order_by("position")


def holds_on(disbursement: Disbursement) -> QuerySet[Hold]:
    return disbursement.holds.filter(lifted_at=None)


def reasons_for(reader: Any, disbursement: Disbursement) -> QuerySet[Hold]:
    """The holds of which the reader may know more than the code."""
    return access.within(reader, "see_hold", disbursement.holds.all())
