from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thriving.grants.payments.models import Batch, Disbursement, Sending
from thriving.grants.payments.states import APPROVED
from thriving.kernel import access


def batches_for(reader: Any) -> QuerySet[Batch]:
    """With how many payments each has, and of how many nobody knows yet whether they arrived."""
    found = access.within(reader, "see_batch", Batch.objects.all())
    return found.annotate(payments=_counted(), unknown=_counted(outcome=None)).order_by("-pk")


def _counted(**only: Any) -> Coalesce:
    """Of each batch as it is listed: joined, the sendings of all would be counted for any page."""
    found = Sending.objects.filter(batch=OuterRef("pk"), **only).order_by().values("batch")
    return Coalesce(Subquery(found.annotate(count=Count("pk")).values("count")), 0)


def going_out(reader: Any) -> QuerySet[Disbursement]:
    """Approved by two, for the reader to send."""
    found = Disbursement.objects.filter(state=APPROVED).select_related("tranche__agreement__proposal")
    return access.within(reader, "send_payment", found)


def sent_already(reader: Any, token: str) -> Batch | None:
    """What the reader sent by this very form: they pressed the button twice."""
    return Batch.objects.filter(token=token, sent_by=reader.key).first()
