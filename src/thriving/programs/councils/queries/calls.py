"""Calls as their reader may see them, and what each of those who work on one has to do."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from thriving.kernel import access, clock
from thriving.programs.councils.models import Call, Council
from thriving.programs.councils.states.call import OPEN


def calls_for(reader: Any, rule: str = "see_call") -> QuerySet[Call]:
    found = Call.objects.select_related("council", "term", "rubric")
    return access.within(reader, rule, found)


def calls_of(reader: Any, council: Council) -> QuerySet[Call]:
    """Newest first."""
    return calls_for(reader).filter(council=council).order_by("-number")


def open_now() -> QuerySet[Call]:
    today = clock.today()
    found = Call.objects.filter(state=OPEN, opens_on__lte=today, closes_on__gte=today)
    return found.select_related("council").order_by("closes_on", "pk")
