from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from thriving.grants.proposals.models import Intake
from thriving.grants.proposals.states import BROUGHT, CHECKED
from thriving.kernel import access


def undecided_by(reader: Any) -> QuerySet[Intake]:
    """Spreadsheets that the reader brought and on which they have not decided yet."""
    if not access.holds(reader, "bring_grants"):
        return Intake.objects.none()
    return Intake.objects.filter(brought_by=reader.key, state__in=(BROUGHT, CHECKED)).order_by("pk")
