from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from thriving.grants.payments.models import Batch, Disbursement
from thriving.grants.payments.states import APPROVED
from thriving.kernel import access


def batches_for(reader: Any) -> QuerySet[Batch]:
    """With how many payments each has, and of how many nobody knows yet whether they arrived."""
    counted = {"payments": Count("sendings"), "unknown": Count("sendings", filter=Q(sendings__outcome=None))}
    found = access.within(reader, "see_batch", Batch.objects.all())
    return found.annotate(**counted).order_by("-pk")  # counting forgets the order of the table


def going_out(reader: Any) -> QuerySet[Disbursement]:
    """Approved by two, for the reader to send."""
    found = Disbursement.objects.filter(state=APPROVED).select_related("tranche__agreement__proposal")
    return access.within(reader, "send_payment", found)


def sent_already(reader: Any, token: str) -> Batch | None:
    """What the reader sent by this very form: they pressed the button twice."""
    return Batch.objects.filter(token=token, sent_by=reader.key).first()
