"""Compliance with reporting, computed from what is owed and what came: nobody ever types it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.kernel import access, clock
from thriving.movement.models import Affiliate, AffiliateReport
from thriving.movement.roles import OFFICERS_OF_AFFILIATES
from thriving.movement.rules.groups import led_by


class Compliance(StrEnum):
    IN_COMPLIANCE = "in_compliance"
    OVERDUE = "overdue"
    NOT_YET_DUE = "not_yet_due"

    @property
    def label(self) -> str | Promise:
        return _LABELS[self]


_LABELS = {
    Compliance.IN_COMPLIANCE: _("Reports in order"),
    Compliance.OVERDUE: _("Report overdue"),
    Compliance.NOT_YET_DUE: _("No report due yet"),
}


def with_compliance(affiliates: QuerySet[Affiliate], on: date | None = None) -> QuerySet[Any]:
    """Each with ``overdue_since_day`` and ``has_reported``, as they were on a day."""
    day = on or clock.today()
    owed = AffiliateReport.objects.filter(affiliate=OuterRef("pk"))
    late = owed.filter(_missing(day), due_on__lt=day).order_by("due_on")
    came = owed.filter(received_on__lte=day)
    return affiliates.annotate(
        overdue_since_day=Subquery(late.values("due_on")[:1]), has_reported=Exists(came)
    )


def in_state(affiliates: QuerySet[Any], compliance: str) -> QuerySet[Any]:
    """Of affiliates ``with_compliance``."""
    match compliance:
        case Compliance.OVERDUE:
            return affiliates.filter(overdue_since_day__isnull=False)
        case Compliance.IN_COMPLIANCE:
            return affiliates.filter(overdue_since_day__isnull=True, has_reported=True)
        case Compliance.NOT_YET_DUE:
            return affiliates.filter(overdue_since_day__isnull=True, has_reported=False)
        case _:
            return affiliates


def compliance_of(affiliate: Any) -> Compliance:
    """Of one ``with_compliance``."""
    if affiliate.overdue_since_day:
        return Compliance.OVERDUE
    return Compliance.IN_COMPLIANCE if affiliate.has_reported else Compliance.NOT_YET_DUE


def reports_to_hand_in(reader: Any) -> QuerySet[AffiliateReport]:
    """The reports that the reader may hand in, or has handed in; of others they learn nothing."""
    return access.within(reader, "hand_in_report", AffiliateReport.objects.select_related("affiliate"))


def owed_by(person: Any) -> QuerySet[AffiliateReport]:
    """What the affiliates owe of which the person is an officer."""
    led = led_by(person, "affiliate", OFFICERS_OF_AFFILIATES)
    if not led:
        return AffiliateReport.objects.none()
    owed = AffiliateReport.objects.filter(affiliate__key__in=led, received_on__isnull=True)
    return owed.select_related("affiliate").order_by("due_on", "pk")


def overdue(on: date | None = None) -> QuerySet[AffiliateReport]:
    day = on or clock.today()
    return AffiliateReport.objects.filter(_missing(day), due_on__lt=day).select_related("affiliate")


def _missing(day: date) -> Q:
    return Q(received_on__isnull=True) | Q(received_on__gt=day)
