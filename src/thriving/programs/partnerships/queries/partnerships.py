from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from thriving.kernel import access
from thriving.programs.partnerships.models import Partnership


def partnerships_for(reader: Any) -> QuerySet[Partnership]:
    """Newest first, with their partners."""
    found = Partnership.objects.select_related("partner__affiliate")
    return access.within(reader, "see_partnership", found)


def run_by(person: Any) -> QuerySet[Partnership]:
    found = Partnership.objects.select_related("partner__affiliate")
    return access.within(person, "run_partnership", found)
